#pragma once

#include <string>
#include <string_view>

#include "config/base/files.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon::ctl {

/// A whole file, or standard input for "-"; limit_exceeded above 64 MiB.
Result<std::string> read_input(const std::string& path);
/// Writes a file (0600, whole or not at all), or standard output for "-". What is there and is no
/// plain file (a device, a pipe, a link) is written to, not replaced.
Result<void> write_output(const std::string& path, std::string_view bytes);

/// The same, but a file that is there already is a conflict and stays as it is.
Result<void> create_output(const std::string& path, std::string_view bytes);
/// conflict when there is something at the path, with what to do; "-" is never there.
Result<void> check_absent(const std::string& path);

/// A file that is written bit by bit and is there, mode 0600, only once it is whole; or standard
/// output for "-", or what is no plain file, where what was written is out.
class OutputFile {
  public:
    static Result<OutputFile> create(const std::string& path);
    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&&) = delete;
    /// Takes away what is not whole.
    ~OutputFile();

    Result<void> append(std::string_view bytes);
    Result<void> finish();

  private:
    OutputFile(std::string path, Descriptor file);
    std::string path_;  ///< empty: standard output, or finished
    Descriptor file_;
};

}  // namespace gdprd::daemon::ctl

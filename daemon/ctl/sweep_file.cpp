#include "daemon/ctl/sweep_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>


namespace gdprd::daemon::ctl {
namespace {

using policy::sweep::Found;
using policy::sweep::Sweeper;
using policy::sweep::ValueHits;

constexpr std::size_t kBufferBytes = 128UL * 1024;
constexpr std::size_t kHeaderCellBytesMax = 200;

/// What is read and not yet swept, in one buffer.
class Window {
  public:
    explicit Window(int descriptor) : descriptor_(descriptor), bytes_(kBufferBytes, '\0') {}

    /// Fills the buffer; false when the file cannot be read.
    bool fill() {
        while (size_ < bytes_.size() && !ended_) {
            const ssize_t count = ::read(descriptor_, bytes_.data() + size_, bytes_.size() - size_);
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return false;
            ended_ = count == 0;
            size_ += static_cast<std::size_t>(count);
            read_ += static_cast<std::uint64_t>(count);
        }
        return true;
    }
    [[nodiscard]] std::string_view text() const noexcept { return {bytes_.data(), size_}; }
    [[nodiscard]] bool ended() const noexcept { return ended_; }
    [[nodiscard]] std::uint64_t read() const noexcept { return read_; }
    void drop(std::size_t count) noexcept {
        std::memmove(bytes_.data(), bytes_.data() + count, size_ - count);
        size_ -= count;
    }

  private:
    int descriptor_;
    std::string bytes_;
    std::size_t size_ = 0;
    std::uint64_t read_ = 0;
    bool ended_ = false;
};

class Descriptor {
  public:
    explicit Descriptor(const std::string& path)
        : own_(path != "-"), number_(own_ ? ::open(path.c_str(), O_RDONLY | O_CLOEXEC) : 0) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (own_ && number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const noexcept { return number_; }

  private:
    bool own_;
    int number_;
};

/// Sweeping looks for bytes of UTF-8: nothing would be found in these, and that would look like
/// none being there.
std::optional<std::string_view> other_encoding(std::string_view begin) {
    using namespace std::string_view_literals;
    if (begin.starts_with("\xFF\xFE\0\0"sv) || begin.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
    if (begin.starts_with("\xFF\xFE"sv) || begin.starts_with("\xFE\xFF"sv)) return "UTF-16";
    return std::nullopt;
}

Error unreadable(const std::string& path) {
    if (errno == EISDIR)
        return {ErrorCode::invalid_argument, path + " is a directory",
                "name a file, or - for standard input"};
    const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::io;
    return {code, path + " cannot be read: " + std::strerror(errno),
            "name a file that you may read, or - for standard input"};
}

/// The first row's cells (RFC 4180), as many as a sweep counts and each as long as is shown.
std::vector<std::string> cells_of_first_row(std::string_view rows, char delimiter) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    bool was_quote = false;
    for (const char c : rows) {
        if (!quoted && (c == '\n' || c == '\r')) break;
        if (c == '"') {
            // two of them within quotes are one
            if (!quoted && was_quote && cells.back().size() < kHeaderCellBytesMax)
                cells.back() += c;
            was_quote = quoted;
            quoted = !quoted;
            continue;
        }
        was_quote = false;
        if (c == delimiter && !quoted) {
            if (cells.size() == kSweptColumnsMax) break;
            cells.emplace_back();
        } else if (cells.back().size() < kHeaderCellBytesMax) {
            cells.back() += c;
        }
    }
    return cells;
}

void sweep_text(Sweeper& sweeper, Window& window, std::size_t& from, SweptFile& out) {
    SweepCounts& counts = out.columns.front();
    const std::size_t next =
        sweeper.text({window.text(), from, window.ended()}, [&counts](const Found& found) {
            found.what.each([&counts](std::size_t place) { ++counts.inside[place]; });
        });
    const std::size_t swept = next - std::min(next, Sweeper::kLookBack);
    window.drop(std::min(swept, window.text().size()));
    from = next - swept;
}

void sweep_rows(Sweeper& sweeper, Window& window, Sweeper::RowsPart& part, SweptFile& out) {
    part.bytes = window.text();
    part.last = window.ended();
    const auto done = sweeper.rows(part, [&out](std::size_t column, const ValueHits& hits) {
        // The first column too many stands for all of them.
        column = std::min(column, kSweptColumnsMax);
        if (column >= out.columns.size()) out.columns.resize(column + 1);
        SweepCounts& counts = out.columns[column];
        hits.whole.each([&](std::size_t p) { ++counts.whole[p]; });
        hits.inside.each([&](std::size_t p) { ++counts.inside[p]; });
    });
    out.rows += done.rows;
    part.column = done.column;
    part.begins = false;
    window.drop(done.consumed);
}

}  // namespace

Result<SweptFile> sweep_file(OffLoop /*off*/, const std::string& path,
                             const std::optional<SweptRows>& form, Sweeper::LookFor what) {
    const Descriptor file(path);
    if (file.number() < 0) return unreadable(path);
    Window window(file.number());
    Sweeper sweeper(policy::sweep::best_gate(), what);
    SweptFile out;
    out.columns.resize(1);
    std::size_t from = 0;
    Sweeper::RowsPart rows;
    if (form) rows.delimiter = form->delimiter;
    if (!window.fill()) return unreadable(path);
    if (const auto encoding = other_encoding(window.text()))
        return Error(ErrorCode::unsupported,
                     path + " is in " + std::string(*encoding) + ": nothing of it was searched",
                     "iconv -f " + std::string(*encoding) +
                         " -t UTF-8 FILE | gdprctl identifiers "
                         "sweep -");
    do {
        if (!window.fill()) return unreadable(path);
        if (form) {
            if (rows.begins && form->named)
                out.names = cells_of_first_row(window.text(), form->delimiter);
            sweep_rows(sweeper, window, rows, out);
            if (out.columns.size() > kSweptColumnsMax)
                return Error(
                    ErrorCode::limit_exceeded,
                    path + " has more than " + std::to_string(kSweptColumnsMax) + " columns",
                    "give the delimiter of its cells, or sweep it as a text without one");
        } else {
            sweep_text(sweeper, window, from, out);
        }
    } while (!window.ended());
    out.bytes = window.read();
    return out;
}

}  // namespace gdprd::daemon::ctl

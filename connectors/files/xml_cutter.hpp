#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/xml_parser.hpp"

namespace gdprd::connectors {

/// Takes elements out of an XML text that comes in pieces, or puts others in their place; every
/// other byte stays.
class XmlCutter final : private XmlEvents {
  public:
    /// Of each element outside those that are cut: what comes in its place; nullopt: it stays.
    using Verdict = std::function<std::optional<std::string>(const XmlTag&)>;
    explicit XmlCutter(Verdict verdict);

    /// Appends to `out` what is settled. Errors of XmlParser; `limit_exceeded` when a cut element
    /// is larger than kFileRecordBytes.
    Result<void> feed(std::string_view piece, std::string& out);
    Result<void> finish(std::string& out);

  private:
    struct Cut {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        std::string instead;
    };
    Result<void> start(const XmlTag& tag) override;
    Result<void> end(XmlSpace space, std::string_view name, std::uint64_t begin,
                     std::uint64_t end) override;
    void give(std::uint64_t until, std::string& out);

    Verdict verdict_;
    XmlParser parser_;
    std::string text_;  ///< that was fed and not given out
    std::uint64_t given_ = 0;
    std::size_t depth_ = 0;  ///< within the element that is being cut; 0: none is
    Cut open_;
    std::vector<Cut> cuts_;  ///< that are whole
};

}  // namespace gdprd::connectors

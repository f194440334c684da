#include "connectors/files/xml_cutter.hpp"

#include "config/limits.hpp"

namespace gdprd::connectors {

XmlCutter::XmlCutter(Verdict verdict) : verdict_(std::move(verdict)), parser_(*this) {}

Result<void> XmlCutter::start(const XmlTag& tag) {
    if (depth_ > 0) {
        ++depth_;
    } else if (auto instead = verdict_(tag)) {
        depth_ = 1;
        open_ = {tag.begin, 0, std::move(*instead)};
    }
    return {};
}

Result<void> XmlCutter::end(XmlSpace /*space*/, std::string_view /*name*/, std::uint64_t /*begin*/,
                            std::uint64_t end) {
    if (depth_ == 0) return {};
    --depth_;
    if (depth_ > 0) return {};
    open_.end = end;
    cuts_.push_back(std::move(open_));
    return {};
}

void XmlCutter::give(std::uint64_t until, std::string& out) {
    const std::uint64_t base = given_;
    const auto copy = [&](std::uint64_t to) {
        if (to > given_)
            out.append(text_, static_cast<std::size_t>(given_ - base),
                       static_cast<std::size_t>(to - given_));
        given_ = to;
    };
    for (const auto& cut : cuts_) {
        copy(cut.begin);
        out += cut.instead;
        given_ = cut.end;
    }
    cuts_.clear();
    copy(until);
    text_.erase(0, static_cast<std::size_t>(given_ - base));
}

Result<void> XmlCutter::feed(std::string_view piece, std::string& out) {
    text_ += piece;
    GDPRD_TRY(parser_.feed(piece));
    give(depth_ > 0 ? open_.begin : parser_.settled(), out);
    if (text_.size() > 2 * config::limits::kFileRecordBytes)
        return Error(ErrorCode::limit_exceeded,
                     "an element of the file is larger than gdprd reads");
    return {};
}

Result<void> XmlCutter::finish(std::string& out) {
    GDPRD_TRY(parser_.finish());
    give(given_ + text_.size(), out);
    return {};
}

}  // namespace gdprd::connectors

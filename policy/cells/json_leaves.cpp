#include <boost/json/basic_parser_impl.hpp>

#include "policy/cells/leaf_walk.hpp"

namespace gdprd::policy::cells {
namespace {

namespace json = boost::json;
using boost::system::error_code;

/// What Boost's parser calls; names and signatures are its own.
class Handler {
  public:
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    explicit Handler(LeafWalk& walk) : walk_(walk) {}

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code& ec) { return go_on(walk_.enter({}), ec); }
    bool on_object_end(std::size_t, error_code&) { return left(); }
    bool on_array_begin(error_code& ec) { return go_on(walk_.enter_list(), ec); }
    bool on_array_end(std::size_t, error_code&) { return left(); }
    bool on_key_part(json::string_view part, std::size_t, error_code&) { return add(part); }
    bool on_key(json::string_view part, std::size_t, error_code&) {
        add(part);
        walk_.rename(text_);
        text_.clear();
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, error_code&) { return add(part); }
    bool on_string(json::string_view part, std::size_t, error_code& ec) { return end(part, ec); }
    bool on_number_part(json::string_view part, error_code&) { return add(part); }
    bool on_int64(std::int64_t, json::string_view part, error_code& ec) { return end(part, ec); }
    bool on_uint64(std::uint64_t, json::string_view part, error_code& ec) { return end(part, ec); }
    bool on_double(double, json::string_view part, error_code& ec) { return end(part, ec); }
    bool on_bool(bool value, error_code& ec) { return end(value ? "true" : "false", ec); }
    bool on_null(error_code&) {
        walk_.pass();
        return true;
    }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }

    [[nodiscard]] bool stopped() const noexcept { return stopped_; }

  private:
    bool add(json::string_view part) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool end(json::string_view part, error_code& ec) {
        add(part);
        const bool more = walk_.leaf(text_);
        text_.clear();
        return go_on(more, ec);
    }
    bool left() {
        walk_.leave();
        return true;
    }
    bool go_on(bool more, error_code& ec) {
        if (more) return true;
        stopped_ = true;
        ec = make_error_code(boost::system::errc::operation_canceled);
        return false;
    }

    LeafWalk& walk_;
    std::string text_;
    bool stopped_ = false;
};

}  // namespace

CellEnd read_json(std::string_view cell, LeafWalk& walk) {
    json::parse_options options;
    options.max_depth = config::limits::kCellDepth + 1;  // the walk refuses first
    json::basic_parser<Handler> parser(options, walk);
    error_code failure;
    const std::size_t read = parser.write_some(true, cell.data(), cell.size(), failure);
    if (parser.handler().stopped()) return CellEnd::limited;
    if (failure) return CellEnd::broken;
    if (!parser.done()) return CellEnd::cut;
    const bool rest = cell.find_first_not_of(" \t\r\n", read) != std::string_view::npos;
    return rest ? CellEnd::broken : CellEnd::whole;
}

}  // namespace gdprd::policy::cells

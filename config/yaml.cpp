#include "config/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <optional>
#include <set>
#include <sstream>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"

namespace gdprd::config::yaml {

namespace {

Position position_of(const YAML::Mark& mark) {
    if (mark.is_null()) return {};
    return {static_cast<std::size_t>(mark.line) + 1, static_cast<std::size_t>(mark.column) + 1};
}

/// Thrown out of the event handler through yaml-cpp; caught in parse().
struct Refused {
    Problem problem;
};

[[noreturn]] void refuse(Position at, std::string message) {
    throw Refused{{at, std::move(message), {}}};
}

/// Builds the tree from yaml-cpp's events, so that nothing is expanded before it is checked.
class TreeBuilder final : public YAML::EventHandler {
  public:
    Node take_root() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        check(mark, "?", anchor);
        if (wants_key()) refuse(position_of(mark), "a key is missing");
        Node node;
        node.at = position_of(mark);
        add(std::move(node));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        refuse(position_of(mark), "aliases (*name) are not used here");
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        check(mark, tag, anchor);
        if (wants_key()) {
            take_key(position_of(mark), value);
            return;
        }
        Node node;
        node.kind = Node::Kind::scalar;
        node.at = position_of(mark);
        node.text = value;
        node.quoted = tag == "!";
        add(std::move(node));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Node::Kind::sequence);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Node::Kind::map);
    }
    void OnMapEnd() override { close(); }

  private:
    struct Level {
        Node node;
        std::optional<std::string> key;  // read, its value is still to come
        Position key_at;
        std::set<std::string, std::less<>> seen;
    };

    static void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor)
            refuse(position_of(mark), "anchors (&name) are not used here");
        if (!tag.empty() && tag != "?" && tag != "!")
            refuse(position_of(mark), "tags (!name) are not used here");
    }

    [[nodiscard]] bool wants_key() const {
        return !levels_.empty() && levels_.back().node.is_map() && !levels_.back().key;
    }

    void take_key(Position at, const std::string& key) {
        Level& level = levels_.back();
        if (!level.seen.insert(key).second)
            refuse(at, "the key \"" + printable(key, 64) + "\" is given twice");
        level.key = key;
        level.key_at = at;
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
              Node::Kind kind) {
        check(mark, tag, anchor);
        if (wants_key()) refuse(position_of(mark), "a key must be plain text");
        if (levels_.size() >= limits::kYamlDepth)
            refuse(position_of(mark),
                   "nested more than " + std::to_string(limits::kYamlDepth) + " levels deep");
        Level level;
        level.node.kind = kind;
        level.node.at = position_of(mark);
        levels_.push_back(std::move(level));
    }

    void close() {
        Node done = std::move(levels_.back().node);
        levels_.pop_back();
        add(std::move(done));
    }

    void add(Node node) {
        if (levels_.empty()) {
            root_ = std::move(node);
            return;
        }
        Level& level = levels_.back();
        if (level.node.is_map()) {
            GDPRD_ASSERT(level.key.has_value());  // a node that stands for a key is refused
            node.key = std::move(*level.key);
            node.key_at = level.key_at;
            level.key.reset();
        }
        level.node.children.push_back(std::move(node));
    }

    std::vector<Level> levels_;
    Node root_;
};

/// yaml-cpp 0.7 takes a quoted scalar that is still open at the end for complete when a line end
/// comes last. A comment after everything turns that into its error, and changes nothing else.
std::string with_last_comment(std::string_view text) {
    std::string out(text);
    if (!out.empty() && !out.ends_with('\n')) out += '\n';
    return out + "#";
}

/// The place of the first byte that no file of ours may hold.
std::optional<Problem> find_bad_character(std::string_view text) {
    Position at;
    std::size_t line_begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        at.column = i - line_begin + 1;
        if (byte == '\n') {
            if (!valid_utf8(text.substr(line_begin, i - line_begin)))
                return Problem{{at.line, 1}, "this line is not UTF-8", {}};
            ++at.line;
            line_begin = i + 1;
        } else if ((byte < 0x20 && byte != '\t' && byte != '\r') || byte == 0x7f) {
            return Problem{at, "a control character stands here", {}};
        }
    }
    if (!valid_utf8(text.substr(line_begin)))
        return Problem{{at.line, 1}, "this line is not UTF-8", {}};
    return std::nullopt;
}

}  // namespace

std::string Problem::to_text(std::string_view file) const {
    std::string out = printable(file, 1024) + ":" + std::to_string(at.line) + ":" +
                      std::to_string(at.column) + ": " + message;
    if (!suggestion.empty()) out += "; did you mean \"" + suggestion + "\"?";
    return out;
}

const Node* Node::find(std::string_view name) const noexcept {
    if (!is_map()) return nullptr;
    for (const Node& child : children)
        if (child.key == name) return &child;
    return nullptr;
}

std::variant<Node, Problem> parse(std::string_view text, std::uint64_t bytes_max) {
    if (text.size() > bytes_max)
        return Problem{{}, "the file is longer than " + std::to_string(bytes_max) + " bytes", {}};
    if (auto bad = find_bad_character(text)) return *bad;
    try {
        std::istringstream stream(with_last_comment(text));
        YAML::Parser parser(stream);
        TreeBuilder tree;
        if (!parser.HandleNextDocument(tree)) return Node{};
        TreeBuilder second;
        if (parser.HandleNextDocument(second))
            return Problem{{}, "the file holds more than one document (---)", {}};
        return tree.take_root();
    } catch (const Refused& refused) {
        return refused.problem;
    } catch (const YAML::Exception& error) {
        return Problem{position_of(error.mark), "YAML: " + printable(error.msg, 200), {}};
    }
}

}  // namespace gdprd::config::yaml

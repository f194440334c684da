#include "config/setting_value.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/edit_distance.hpp"
#include "config/base/utf8.hpp"
#include "config/base/zone.hpp"
#include "config/limits.hpp"
#include "config/units.hpp"

namespace gdprd::config {

namespace {

using yaml::Node;
using yaml::Problem;
using MaybeProblem = std::optional<Problem>;

constexpr std::string_view kUnixPrefix = "unix:";
constexpr std::string_view kCredentialPrefix = "credential:";

std::string quoted(std::string_view text) {
    return "\"" + printable(text, 64) + "\"";
}

std::string in_unit(ValueType type, std::uint64_t value) {
    if (type == ValueType::size) return format_size(value);
    if (type == ValueType::duration)
        return format_duration(std::chrono::milliseconds(static_cast<std::int64_t>(value)));
    return std::to_string(value);
}

std::string range(const SettingRow& row) {
    return "from " + in_unit(row.type, row.least) + " to " + in_unit(row.type, row.most);
}

std::string list_words(std::span<const std::string_view> words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
        out += words[i];
    }
    return out;
}

/// The number of a word in `words`, or what is wrong with it.
std::variant<std::size_t, Problem> choose(const Node& node,
                                          std::span<const std::string_view> words) {
    const auto found = std::ranges::find(words, node.text);
    if (node.is_scalar() && found != words.end())
        return static_cast<std::size_t>(found - words.begin());
    Problem problem{node.at, "expected " + list_words(words), {}};
    if (node.is_scalar()) problem.suggestion = closest(node.text, words).value_or("");
    return problem;
}

template <class T>
T& slot_of(const Slot& slot) {
    T* const* place = std::get_if<T*>(&slot);
    GDPRD_ASSERT(place != nullptr);  // the table pairs types and slots
    return **place;
}

class Assigner {
  public:
    Assigner(const SettingRow& row, const Node& node, const std::string& directory,
             const Slot& slot)
        : row_(row), node_(node), directory_(directory), slot_(slot) {}

    MaybeProblem assign() const {
        if (row_.type == ValueType::texts) return texts();
        if (row_.type == ValueType::roles) return roles();
        if (!node_.is_scalar()) return expected();
        if (node_.text.size() > limits::kSettingTextBytes)
            return refused("the value is longer than " + std::to_string(limits::kSettingTextBytes) +
                           " bytes");
        switch (row_.type) {
            case ValueType::path:
                return path(slot_of<std::string>(slot_), node_.text);
            case ValueType::socket:
                return socket();
            case ValueType::text:
                return text();
            case ValueType::origin:
                return origin();
            case ValueType::zone:
                return zone();
            case ValueType::choice:
                return choice();
            case ValueType::yes_no:
                return yes_no();
            case ValueType::count:
                return number(parse_count(node_.text));
            case ValueType::size:
                return number(parse_size(node_.text));
            case ValueType::duration:
                return duration();
            case ValueType::key_source:
                return key_source();
            case ValueType::secret_file:
                return secret_file();
            case ValueType::credential:
                return credential(node_.text);
            case ValueType::texts:
            case ValueType::roles:
                break;
        }
        return expected();
    }

  private:
    [[nodiscard]] Problem refused(std::string message, std::string suggestion = {}) const {
        return {node_.at, std::move(message), std::move(suggestion)};
    }
    [[nodiscard]] Problem expected() const { return refused("expected " + describe_type(row_)); }

    MaybeProblem path(std::string& out, const std::string& written) const {
        if (written.empty()) return expected();
        out = written.starts_with('/') ? written : directory_ + "/" + written;
        return std::nullopt;
    }

    MaybeProblem socket() const {
        if (!node_.text.starts_with(kUnixPrefix)) return expected();
        auto& out = slot_of<std::string>(slot_);
        if (auto problem = path(out, node_.text.substr(kUnixPrefix.size()))) return problem;
        if (out.size() > limits::kSocketPathBytes)
            return refused("the path of a Unix socket has at most " +
                           std::to_string(limits::kSocketPathBytes) + " bytes");
        return std::nullopt;
    }

    MaybeProblem text() const {
        if (node_.text.empty()) return expected();
        slot_of<std::string>(slot_) = node_.text;
        return std::nullopt;
    }

    MaybeProblem origin() const {
        if (node_.text.find_first_of(" +\t\r\n") != std::string::npos) return expected();
        return text();
    }

    MaybeProblem zone() const {
        if (!find_zone(node_.text))
            return refused("the zone " + quoted(node_.text) + " is not known; expected " +
                           describe_type(row_));
        return text();
    }

    MaybeProblem choice() const {
        const auto chosen = choose(node_, row_.choices);
        if (const auto* problem = std::get_if<Problem>(&chosen)) return *problem;
        const std::size_t index = std::get<std::size_t>(chosen);
        if (StoreKind* const* kind = std::get_if<StoreKind*>(&slot_)) {
            **kind = static_cast<StoreKind>(index);
        } else if (SocketMode* const* mode = std::get_if<SocketMode*>(&slot_)) {
            **mode = static_cast<SocketMode>(index);
        } else {
            slot_of<TlsMode>(slot_) = static_cast<TlsMode>(index);
        }
        return std::nullopt;
    }

    MaybeProblem yes_no() const {
        if (node_.quoted || (node_.text != "true" && node_.text != "false")) return expected();
        slot_of<bool>(slot_) = node_.text == "true";
        return std::nullopt;
    }

    MaybeProblem number(std::optional<std::uint64_t> value) const {
        if (!value) return expected();
        if (*value < row_.least || *value > row_.most)
            return refused("out of bounds: expected " + describe_type(row_));
        if (std::uint16_t* const* small = std::get_if<std::uint16_t*>(&slot_)) {
            **small = static_cast<std::uint16_t>(*value);
        } else {
            slot_of<std::uint64_t>(slot_) = *value;
        }
        return std::nullopt;
    }

    MaybeProblem duration() const {
        const auto value = parse_duration(node_.text);
        if (!value) return expected();
        const auto milliseconds = static_cast<std::uint64_t>(value->count());
        if (milliseconds < row_.least || milliseconds > row_.most)
            return refused("out of bounds: expected " + describe_type(row_));
        slot_of<std::chrono::milliseconds>(slot_) = *value;
        return std::nullopt;
    }

    MaybeProblem texts() const {
        if (!node_.is_sequence()) return expected();
        if (node_.children.size() > limits::kSchemasPerStore)
            return refused("more than " + std::to_string(limits::kSchemasPerStore) + " items");
        auto& out = slot_of<std::vector<std::string>>(slot_);
        out.clear();
        for (const Node& item : node_.children) {
            if (!item.is_scalar() || item.text.empty() ||
                item.text.size() > limits::kSettingTextBytes)
                return Problem{item.at, "expected " + describe_type(row_), {}};
            out.push_back(item.text);
        }
        return std::nullopt;
    }

    MaybeProblem roles() const {
        if (!node_.is_sequence()) return expected();
        auto& out = slot_of<std::vector<Role>>(slot_);
        out.clear();
        for (const Node& item : node_.children) {
            const auto chosen = choose(item, role_words());
            if (const auto* problem = std::get_if<Problem>(&chosen)) return *problem;
            const auto role = static_cast<Role>(std::get<std::size_t>(chosen));
            if (std::ranges::find(out, role) != out.end())
                return Problem{item.at, "the role stands here twice", {}};
            out.push_back(role);
        }
        return std::nullopt;
    }

    // What stands in the file in place of a reference may be a secret: it is never quoted.
    MaybeProblem key_source() const {
        if (node_.text.starts_with(kCredentialPrefix))
            return credential(node_.text.substr(kCredentialPrefix.size()));
        return secret_file();
    }

    MaybeProblem secret_file() const {
        auto& out = slot_of<SecretSource>(slot_);
        out.kind = SecretSource::Kind::file;
        return path(out.where, node_.text);
    }

    MaybeProblem credential(const std::string& name) const {
        if (name.empty() || name.starts_with('.') || name.find('/') != std::string::npos)
            return refused("a credential is a plain name without '/'");
        slot_of<SecretSource>(slot_) = {SecretSource::Kind::credential, name};
        return std::nullopt;
    }

    const SettingRow& row_;
    const Node& node_;
    const std::string& directory_;
    const Slot& slot_;
};

/// A double-quoted YAML scalar; our texts hold no control characters but perhaps line ends.
std::string yaml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else {
            out += c;
        }
    }
    return out + "\"";
}

struct Renderer {
    const SettingRow& row;

    std::string operator()(const std::string* v) const {
        return yaml_text(row.type == ValueType::socket ? std::string(kUnixPrefix) + *v : *v);
    }
    std::string operator()(const std::uint16_t* v) const { return std::to_string(*v); }
    std::string operator()(const std::uint64_t* v) const { return in_unit(row.type, *v); }
    std::string operator()(const bool* v) const { return *v ? "true" : "false"; }
    std::string operator()(const std::chrono::milliseconds* v) const { return format_duration(*v); }
    std::string operator()(const std::vector<std::string>* v) const {
        std::string out = "[";
        for (const std::string& item : *v) out += (out.size() > 1 ? ", " : "") + yaml_text(item);
        return out + "]";
    }
    std::string operator()(const std::vector<Role>* v) const {
        std::string out = "[";
        for (const Role role : *v)
            out += (out.size() > 1 ? ", " : "") + std::string(to_string(role));
        return out + "]";
    }
    std::string operator()(const SecretSource* v) const {
        const bool prefixed =
            row.type == ValueType::key_source && v->kind == SecretSource::Kind::credential;
        return yaml_text(prefixed ? std::string(kCredentialPrefix) + v->where : v->where);
    }
    std::string operator()(const StoreKind* v) const { return std::string(to_string(*v)); }
    std::string operator()(const TlsMode* v) const { return std::string(to_string(*v)); }
    std::string operator()(const SocketMode* v) const { return std::string(to_string(*v)); }
};

}  // namespace

MaybeProblem assign(const SettingRow& row, const Node& node, const std::string& directory,
                    const Slot& slot) {
    return Assigner(row, node, directory, slot).assign();
}

std::string render(const SettingRow& row, const Slot& slot) {
    return std::visit(Renderer{row}, slot);
}

std::string describe_type(const SettingRow& row) {
    switch (row.type) {
        case ValueType::path:
            return "a path";
        case ValueType::socket:
            return "the path of a Unix socket, as unix:PATH";
        case ValueType::text:
            return "a text";
        case ValueType::origin:
            return "a name without space and \"+\"";
        case ValueType::zone:
            return "UTC or a European zone such as Europe/Paris";
        case ValueType::choice:
            return list_words(row.choices);
        case ValueType::yes_no:
            return "true or false";
        case ValueType::count:
            return "a number " + range(row);
        case ValueType::size:
            return "a size " + range(row);
        case ValueType::duration:
            return "a duration " + range(row);
        case ValueType::texts:
            return "a list of texts";
        case ValueType::roles:
            return "a list of roles: " + list_words(role_words());
        case ValueType::key_source:
            return "a path, or credential:NAME";
        case ValueType::secret_file:
            return "the path of a file of mode 0600";
        case ValueType::credential:
            return "the name of a systemd credential";
    }
    return "a value";
}

}  // namespace gdprd::config

#include "daemon/export/cef.hpp"

#include "config/base/utf8.hpp"

namespace gdprd::daemon {

namespace {

/// The character as printable() writes it: a control character, a line separator, or one that turns
/// or hides text, becomes \u{85}, with the "\" as CEF writes it. Receivers split lines at any of
/// them.
std::size_t append_safe(std::string& out, std::string_view text) {
    const PrintablePiece piece = next_printable(text);
    if (!piece.as_it_was) out.push_back('\\');
    out.append(piece.text);
    return piece.length;
}

/// "\" and "|" stand for themselves in a header only with "\" before them; a line end may not
/// stand there at all.
void append_header(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const char c = text.front();
        std::size_t taken = 1;
        if (c == '\n' || c == '\r') {
            out.push_back(' ');
        } else {
            if (c == '\\' || c == '|') out.push_back('\\');
            taken = append_safe(out, text);
        }
        text.remove_prefix(taken);
    }
}

/// "\" and "=" with "\" before them; line ends as \n and \r.
void append_value(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const char c = text.front();
        std::size_t taken = 1;
        switch (c) {
            case '\\':
            case '=':
                out.push_back('\\');
                out.push_back(c);
                break;
            case '\n':
                out.append("\\n");
                break;
            case '\r':
                out.append("\\r");
                break;
            default:
                taken = append_safe(out, text);
        }
        text.remove_prefix(taken);
    }
}

class Extension {
  public:
    explicit Extension(std::string& out) : out_(&out) {}
    void put(std::string_view key, std::string_view value) {
        if (value.empty()) return;
        if (!first_) out_->push_back(' ');
        first_ = false;
        out_->append(key).push_back('=');
        append_value(*out_, value);
    }
    /// One of CEF's own fields for custom strings, cs1 to cs6.
    void put_custom(char number, std::string_view label, std::string_view value) {
        if (value.empty()) return;
        std::string key("cs");
        key.push_back(number);
        put(key + "Label", label);
        put(key, value);
    }

  private:
    std::string* out_;
    bool first_ = true;
};

std::string name_of(const audit::EntryView& entry) {
    switch (operation_of(entry)) {
        case Operation::read:
            return entry.store.empty() ? "Trail read" : "Personal data read";
        case Operation::update:
            return "Personal data updated";
        case Operation::write:
            return "Personal data written";
        case Operation::create:
            return "Personal data created";
        case Operation::erase:
            return "Personal data erased";
        case Operation::none:
            break;
    }
    return "Trail entry: " + std::string(audit::to_string(entry.type));
}

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out.append(out.empty() ? "" : ",").append(name);
    return out;
}

}  // namespace

int cef_severity(const audit::EntryView& entry) {
    if (entry.type == audit::EntryType::gap) return 8;
    if (ending_of(entry) == Ending::failure) return 6;
    if (entry.type == audit::EntryType::redact || operation_of(entry) == Operation::erase) return 4;
    return 2;
}

std::string render_cef(const audit::EntryView& entry, const ExportContext& context) {
    std::string out = "CEF:0|gdprd|gdprd|";
    for (const std::string& part :
         {std::string(GDPRD_VERSION), std::string(audit::to_string(entry.type)), name_of(entry)}) {
        append_header(out, part);
        out.push_back('|');
    }
    out.append(std::to_string(cef_severity(entry))).push_back('|');
    Extension extension(out);
    extension.put("rt", std::to_string(milliseconds_of(entry.wall_time)));
    extension.put("externalId", std::to_string(entry.index.value()));
    extension.put("deviceExternalId", context.origin);
    extension.put("suser", entry.actor.empty() ? "gdprd" : entry.actor);
    extension.put("act", audit::to_string(entry.type));
    extension.put("outcome", ending_word(entry));
    extension.put("cn1Label", "rows");
    extension.put("cn1", std::to_string(entry.row_count));
    extension.put_custom('1', "store", entry.store);
    extension.put_custom('2', "collection", entry.collection);
    extension.put_custom('3', "fields", joined(entry.fields));
    extension.put_custom('4', "purpose", entry.purpose);
    extension.put_custom('5', "request", entry.request);
    extension.put_custom('6', "leafHash", hex_encode(entry.leaf_hash));
    if (is_reported(entry)) {
        extension.put("flexString1Label", "reported");
        extension.put("flexString1", "yes");
    }
    extension.put("msg", sentence_of(entry));
    return out;
}

}  // namespace gdprd::daemon

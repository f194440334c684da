#include "config/redact.hpp"

#include <vector>

#include "config/setting_value.hpp"
#include "config/settings_table.hpp"

namespace gdprd::config {

namespace {

/// Writes keys with their sections, each section once, when its first key comes.
class Writer {
  public:
    void line(const std::vector<std::string>& path, const std::string& value) {
        std::size_t shared = 0;
        while (shared + 1 < path.size() && shared < open_.size() && open_[shared] == path[shared])
            ++shared;
        open_.resize(shared);
        for (; shared + 1 < path.size(); ++shared) {
            out_ += std::string(2 * shared, ' ') + path[shared] + ":\n";
            open_.push_back(path[shared]);
        }
        out_ += std::string(2 * shared, ' ') + path.back() + ": " + value + "\n";
    }
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
    std::vector<std::string> open_;
};

std::vector<std::string> path_of(std::string_view key, const std::string& name) {
    std::vector<std::string> out;
    while (true) {
        const std::size_t dot = key.find('.');
        const std::string_view segment = key.substr(0, dot);
        if (segment == "PEER") {
            out.push_back("\"" + name + "\"");
        } else {
            out.push_back(segment == "NAME" ? name : std::string(segment));
        }
        if (dot == std::string_view::npos) return out;
        key.remove_prefix(dot + 1);
    }
}

bool is_shown(const SettingRow& row, const Slot& slot, const StoreSettings* store) {
    if (store != nullptr && !is_meant_for(row.meant_for, store->kind)) return false;
    if (std::string* const* text = std::get_if<std::string*>(&slot)) return !(*text)->empty();
    if (SecretSource* const* source = std::get_if<SecretSource*>(&slot)) {
        const SecretSource::Kind kind = (*source)->kind;
        if (row.type == ValueType::secret_file) return kind == SecretSource::Kind::file;
        if (row.type == ValueType::credential) return kind == SecretSource::Kind::credential;
        return (*source)->given();
    }
    // One that may be absent has no value of zero.
    if (std::chrono::milliseconds* const* span = std::get_if<std::chrono::milliseconds*>(&slot))
        return row.least == 0 || (*span)->count() != 0;
    return true;
}

}  // namespace

std::string effective_settings(const Settings& settings) {
    Settings copy = settings;  // slots point into something that may be written
    Writer writer;
    const auto write = [&](const SettingRow& row, const std::string& name,
                           const StoreSettings* store) {
        const Slot slot = row.slot(copy, name);
        if (is_shown(row, slot, store)) writer.line(path_of(row.key, name), render(row, slot));
    };
    for (const SettingRow& row : settings_table()) {
        if (row.key.find("NAME") != std::string_view::npos) continue;
        if (!row.key.ends_with(".PEER")) {
            write(row, "", nullptr);
            continue;
        }
        for (const auto& [peer, roles] : settings.access) write(row, peer.value(), nullptr);
    }
    for (const auto& [name, source] : settings.tokens)
        for (const SettingRow& row : settings_table())
            if (row.key.starts_with("tokens.")) write(row, name, nullptr);
    for (const auto& [name, witness] : settings.witnesses)
        for (const SettingRow& row : settings_table())
            if (row.key.starts_with("witnesses.")) write(row, name, nullptr);
    for (const auto& [name, one] : settings.exports)
        for (const SettingRow& row : settings_table())
            if (row.key.starts_with("exports.")) write(row, name, nullptr);
    for (const auto& [name, store] : settings.stores)
        for (const SettingRow& row : settings_table())
            if (row.key.starts_with("stores.")) write(row, name.value(), &store);
    return writer.take();
}

}  // namespace gdprd::config

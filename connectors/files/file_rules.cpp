#include "connectors/files/file_rules.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <utility>

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "connectors/anchor.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::string_view kTemporaryBegin = ".gdprd-";
constexpr std::string_view kTemporaryEnd = ".new";
constexpr std::string_view kLockEnd = ".lock";

constexpr std::array<std::pair<std::string_view, FileForm>, 15> kFormats{
    {{"csv", {FileKind::delimited, HeaderRule::detect, 0}},
     {"csv-header", {FileKind::delimited, HeaderRule::present, 0}},
     {"csv-no-header", {FileKind::delimited, HeaderRule::absent, 0}},
     {"tsv", {FileKind::delimited, HeaderRule::detect, '\t'}},
     {"json", {FileKind::json, HeaderRule::detect, 0}},
     {"json-map", {FileKind::json, HeaderRule::detect, 0, MapRule::always}},
     {"jsonl", {FileKind::json, HeaderRule::detect, 0, MapRule::never}},
     {"vcard", {FileKind::vcard, HeaderRule::detect, 0}},
     {"xlsx", {FileKind::xlsx, HeaderRule::detect, 0}},
     {"xlsx-header", {FileKind::xlsx, HeaderRule::present, 0}},
     {"xlsx-no-header", {FileKind::xlsx, HeaderRule::absent, 0}},
     {"ods", {FileKind::ods, HeaderRule::detect, 0}},
     {"ods-header", {FileKind::ods, HeaderRule::present, 0}},
     {"ods-no-header", {FileKind::ods, HeaderRule::absent, 0}},
     {"mbox", {FileKind::mbox, HeaderRule::detect, 0}}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kExtensions{{
    {".csv", "csv"},
    {".tsv", "tsv"},
    {".tab", "tsv"},
    {".json", "json"},
    {".jsonl", "jsonl"},
    {".ndjson", "jsonl"},
    {".vcf", "vcard"},
    {".vcard", "vcard"},
    {".xlsx", "xlsx"},
    {".xlsm", "xlsx"},
    {".ods", "ods"},
    {".mbox", "mbox"},
}};

constexpr std::string_view kArchive = "archive";
constexpr std::array<std::string_view, 11> kArchiveExtensions{
    ".zip",  ".7z",     ".tar", ".tar.gz",  ".tgz", ".tar.bz2",
    ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst"};

std::optional<FileForm> form_named(std::string_view word) {
    for (const auto& [name, form] : kFormats)
        if (name == word) return form;
    return std::nullopt;
}

/// A pattern without '/' is for the file's name alone, wherever it is.
bool fits(const std::string& pattern, const std::string& path) {
    const bool whole = pattern.find('/') != std::string::npos;
    const std::string name = whole ? path : std::string(name_in(path));
    return ::fnmatch(pattern.c_str(), name.c_str(), FNM_PERIOD) == 0;
}

struct Line {
    std::string pattern;
    std::string rest;
};

Result<Line> split(const std::string& line, const char* setting, const char* form) {
    const std::size_t equal = line.find('=');
    if (equal == std::string::npos || equal == 0 || equal + 1 == line.size())
        return Error(ErrorCode::invalid_argument,
                     std::string("a line of ") + setting + " cannot be read",
                     std::string("write ") + form);
    return Line{line.substr(0, equal), line.substr(equal + 1)};
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace

std::string_view name_in(std::string_view path) noexcept {
    return path.substr(path.rfind('/') + 1);
}

bool is_own_temporary(std::string_view name) noexcept {
    return name.starts_with(kTemporaryBegin) && name.ends_with(kTemporaryEnd);
}

std::string temporary_for(std::string_view name) {
    constexpr std::size_t kDigestBytes = 12;
    const Hash digest = crypto::sha256(as_bytes(name));
    return std::string(kTemporaryBegin) + hex_encode(BytesView(digest).first(kDigestBytes)) +
           std::string(kTemporaryEnd);
}

Result<FileRules> FileRules::parse(const StoreSettings& settings) {
    FileRules out;
    for (const auto& text : settings.formats) {
        GDPRD_TRY_ASSIGN(Line line, split(text, "formats", "PATTERN=FORMAT, such as *.txt=tsv"));
        const auto form = form_named(line.rest);
        const bool archive = line.rest == kArchive;
        if (!form && !archive && line.rest != "ignore")
            return Error(ErrorCode::invalid_argument, "a line of formats names no known format",
                         "one of csv, csv-header, csv-no-header, tsv, json, jsonl, vcard, xlsx, "
                         "xlsx-header, xlsx-no-header, ods, ods-header, ods-no-header, mbox, "
                         "archive, ignore");
        out.forms_.push_back({std::move(line.pattern), form, archive});
    }
    for (const auto& text : settings.row_keys) {
        GDPRD_TRY_ASSIGN(Line line,
                         split(text, "row_keys", "PATTERN=FIELD,FIELD such as customers*.csv=id"));
        KeyRule rule{std::move(line.pattern), {}};
        for (std::size_t at = 0; at <= line.rest.size();) {
            const std::size_t comma = std::min(line.rest.find(',', at), line.rest.size());
            rule.fields.push_back(line.rest.substr(at, comma - at));
            at = comma + 1;
        }
        out.keys_.push_back(std::move(rule));
    }
    return out;
}

std::optional<FileForm> FileRules::form_of(const std::string& path) const {
    const std::string_view name = name_in(path);
    if (path == kAnchorTable || is_own_temporary(name)) return std::nullopt;
    for (const auto& rule : forms_) {
        if (!fits(rule.pattern, path)) continue;
        // "*=mbox" means mailboxes, not the locks beside them
        const bool is_lock = name.ends_with(kLockEnd);
        if (rule.form && rule.form->kind == FileKind::mbox && is_lock) return std::nullopt;
        return rule.form;
    }
    if (is_passed_over(name)) return std::nullopt;
    const std::string lowered = lower(name);
    for (const auto& [ending, word] : kExtensions)
        if (lowered.ends_with(ending)) return form_named(word);
    return std::nullopt;
}

/// "~$" is who has the document open.
bool FileRules::is_passed_over(std::string_view name) {
    return name.starts_with('.') || name.ends_with('~') || name.starts_with("~$");
}

bool FileRules::is_archive(const std::string& path) const {
    for (const auto& rule : forms_)
        if (fits(rule.pattern, path)) return rule.archive;
    if (is_passed_over(name_in(path))) return false;
    const std::string lowered = lower(name_in(path));
    return std::ranges::any_of(kArchiveExtensions,
                               [&](auto ending) { return lowered.ends_with(ending); });
}

std::optional<FileForm> FileRules::form_of_sheet(const std::string& path, const std::string& sheet,
                                                 const FileForm& form) const {
    const std::string whole = path + "/" + sheet;
    for (const auto& rule : forms_) {
        const bool is_for_sheets = rule.pattern.find('/') != std::string::npos;
        const bool is_of_kind = !rule.form || rule.form->kind == form.kind;
        if (is_for_sheets && is_of_kind && fits(rule.pattern, whole)) return rule.form;
    }
    return form;
}

std::vector<std::string> FileRules::key_of(const std::string& path, const std::string& sheet,
                                           const std::vector<std::string>& fields) const {
    const std::string whole = sheet.empty() ? path : path + "/" + sheet;
    for (const auto& rule : keys_) {
        const bool has_all = std::ranges::all_of(rule.fields, [&](const std::string& field) {
            return std::ranges::find(fields, field) != fields.end();
        });
        const bool by_name = rule.pattern.find('/') == std::string::npos;
        if (has_all && fits(rule.pattern, by_name ? path : whole)) return rule.fields;
    }
    return {};
}

}  // namespace gdprd::connectors

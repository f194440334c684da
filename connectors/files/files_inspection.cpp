// What the files of a tree hold: read whole, and remembered.

#include <fcntl.h>

#include <algorithm>
#include <string_view>

#include "connectors/files/files_connector.hpp"
#include "connectors/files/workbook.hpp"
#include "policy/catalogue/tree_of_files.hpp"

namespace gdprd::connectors {

namespace {

policy::CollectionSchema unreadable(policy::CollectionName name, std::string why) {
    policy::CollectionSchema out;
    out.name = std::move(name);
    out.kind = policy::CollectionKind::unreadable;
    out.comment = std::move(why);
    return out;
}

}  // namespace

void FilesConnector::note_failure(const TreeFile& file, const Error& error,
                                  std::set<policy::CollectionName>& read,
                                  const std::string& archive) {
    const auto name = collection_name(file.path, "", archive);
    known_.insert_or_assign(name, ReadFile{file, "", error, archive});
    read.insert(name);
}

Result<void> FilesConnector::find_sheets(const TreeFile& file, const FileToRead& what,
                                         int descriptor) {
    const auto known = sheets_.find(file.path);
    if (known != sheets_.end() && known->second.version == file.version) return {};
    call_.start_statement(settings_.statement_timeout);
    Descriptor unpacked;
    if (!what.archive.empty()) {
        GDPRD_TRY_ASSIGN(unpacked, unpack_member(descriptor, what.member_at(), call_));
        descriptor = unpacked.get();
    }
    GDPRD_TRY_ASSIGN(const Workbook book, Workbook::open(descriptor, what.form.kind, call_));
    KnownSheets fresh{file.version, {}};
    for (const auto& sheet : book.sheets()) fresh.names.push_back(sheet.name);
    sheets_.insert_or_assign(file.path, std::move(fresh));
    return {};
}

/// One that fails says so in its own place. `file` is the archive's member where it is one.
Result<void> FilesConnector::read_one(const TreeFile& file, const FileToRead& what, int descriptor,
                                      std::set<policy::CollectionName>& read) {
    std::vector<FileToRead> all{what};
    if (has_sheets(what.form.kind)) {
        all.clear();
        if (const auto found = find_sheets(file, what, descriptor); !found) {
            if (found.error().code() == ErrorCode::cancelled) return found.error();
            note_failure(file, found.error(), read, what.archive);
            return {};
        }
        for (const auto& sheet : sheets_.at(file.path).names) {
            FileToRead one = what;
            one.sheet = sheet;
            const auto own = rules_.form_of_sheet(file.path, sheet, what.form);
            if (!own) continue;
            one.form = *own;
            all.push_back(std::move(one));
        }
    }
    for (const auto& one : all) {
        const auto& layout = load(one, descriptor, file.version);
        if (!layout && layout.error().code() == ErrorCode::cancelled) return layout.error();
        const auto name = collection_name(one.path, one.sheet, one.archive);
        known_.at(name).file = file;
        read.insert(name);
    }
    return {};
}

Result<void> FilesConnector::read_archive(const TreeFile& file, int descriptor,
                                          std::set<policy::CollectionName>& read) {
    call_.start_statement(settings_.statement_timeout);
    const auto& listing = archives_.look(file.path, descriptor, file.version, rules_, call_);
    if (!listing) {
        if (listing.error().code() == ErrorCode::cancelled) return listing.error();
        note_failure(file, listing.error(), read);
        return {};
    }
    for (const auto& one : listing->files) {
        const TreeFile member{one.path, file.version, 1};
        if (one.unreadable) {
            note_failure(member, *one.unreadable, read, file.path);
            continue;
        }
        GDPRD_TRY(
            read_one(member, {one.path, "", one.form, file.path, one.number}, descriptor, read));
    }
    return {};
}

Result<void> FilesConnector::read_file(const TreeFile& one,
                                       std::set<policy::CollectionName>& read) {
    const auto form = rules_.form_of(one.path);
    const bool is_archive = !form && rules_.is_archive(one.path);
    if (!form && !is_archive) return {};
    const auto file = tree_->open_file(one.path, O_RDONLY);
    if (!file && file.error().code() == ErrorCode::not_found) return {};  // gone meanwhile
    if (!file) {
        note_failure(one, file.error(), read);
        return {};
    }
    if (one.path == kFilesNamespace && (is_archive || has_sheets(form->kind))) {
        note_failure(
            one, Error(ErrorCode::unsupported, "a spreadsheet or an archive cannot have this name"),
            read);
        return {};
    }
    if (is_archive) return read_archive(one, file->get(), read);
    return read_one(one, {one.path, "", *form}, file->get(), read);
}

/// Every file that has a form; one that fails says so and the others go on.
Result<TreeListing> FilesConnector::read_all(std::vector<const ReadFile*>& read) {
    GDPRD_TRY_ASSIGN(TreeListing listing, tree_->list(call_));
    std::set<policy::CollectionName> still_there;
    for (const auto& one : listing.files) GDPRD_TRY(read_file(one, still_there));
    std::erase_if(known_, [&](const auto& one) { return !still_there.contains(one.first); });
    std::set<std::string_view> paths;
    for (const auto& [name, one] : known_) paths.insert(one.file.path);
    std::erase_if(sheets_, [&](const auto& one) { return !paths.contains(one.first); });
    archives_.keep_only(listing);
    for (const auto& [name, one] : known_) read.push_back(&one);
    return listing;
}

ArchiveCount FilesConnector::count_archives(const TreeListing& listing) const {
    ArchiveCount out;
    for (const auto& file : listing.files) {
        const auto* archive = archives_.find(file.path);
        if (archive == nullptr) continue;
        out.paths.insert(file.path);
        if (!*archive) continue;
        out.others += (*archive)->others;
        out.links += (*archive)->links;
    }
    return out;
}

Result<std::vector<CheckFinding>> FilesConnector::run_check() {
    std::vector<const ReadFile*> read;
    GDPRD_TRY_ASSIGN(const TreeListing listing, read_all(read));
    return check_files(*tree_, listing, read, count_archives(listing));
}

Result<policy::StoreSchema> FilesConnector::run_inspect() {
    std::vector<const ReadFile*> read;
    GDPRD_TRY_ASSIGN(const TreeListing listing, read_all(read));
    policy::StoreSchema out{settings_.name, policy::kTreeOfFiles, {}};
    for (const ReadFile* one : read) {
        if (one->layout) {
            out.collections.push_back(schema_of(*one->layout));
            continue;
        }
        out.collections.push_back(
            unreadable(collection_name(one->file.path, one->sheet, one->archive),
                       one->layout.error().message()));
    }
    for (const auto& path : listing.closed)
        out.collections.push_back(
            unreadable(collection_name(path, ""), "the directory may not be read"));
    return out;
}

}  // namespace gdprd::connectors

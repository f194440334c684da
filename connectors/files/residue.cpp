#include "connectors/files/residue.hpp"

#include <fcntl.h>

#include <memory>

#include "connectors/files/archive_reader.hpp"
#include "connectors/files/archive_search.hpp"
#include "connectors/files/dot_lock.hpp"
#include "connectors/files/mailbox_search.hpp"
#include "connectors/files/packed_content.hpp"
#include "connectors/files/record_reader.hpp"
#include "connectors/files/rewrite.hpp"
#include "connectors/files/word_search.hpp"
#include "connectors/files/zip_file.hpp"
#include "connectors/files/zip_search.hpp"
#include "connectors/residue_words.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1024} * 1024;

std::string files_are(std::uint64_t count, const char* what) {
    return std::to_string(count) + (count == 1 ? " file " : " files ") + what;
}

}  // namespace

FilesResidue::FilesResidue(const FileTree& tree, const FileRules& rules,
                           const StoreSettings& settings, const Call& call)
    : tree_(tree), rules_(rules), settings_(settings), call_(call) {}

void FilesResidue::tell_limits(const TreeListing& listing) {
    result_.limits = {"blocks that the file system freed, its journal and snapshots",
                      "backups and copies of the files elsewhere"};
    if (!listing.closed.empty())
        result_.limits.push_back(std::to_string(listing.closed.size()) +
                                 " directories that gdprd's user may not read");
    if (settings_.purge == PurgeMode::none)
        result_.limits.emplace_back(
            "purging is off for this store: what a crash left is not removed");
}

/// Its bytes, and what they do not show where it is an archive, a ZIP file or a mailbox. false: it
/// holds what was not searched.
Result<bool> FilesResidue::search_file(const std::string& path, int descriptor,
                                       WordSearch& search) {
    const auto form = rules_.form_of(path);
    const auto content = form ? WordSearch::Content::text : WordSearch::Content::unknown;
    search.begin_file(content);
    std::string piece;
    bool is_zip = false;
    bool is_archive = !form && rules_.is_archive(path);
    bool packed = is_packed(path);
    bool is_mailbox = form && form->kind == FileKind::mbox;
    for (std::uint64_t at = 0;; at += piece.size()) {
        GDPRD_TRY(call_.check());
        GDPRD_TRY(read_at(descriptor, at, kPieceBytes, piece));
        if (piece.empty()) break;
        is_zip = is_zip || (at == 0 && begins_as_zip(piece));
        is_archive = is_archive || (at == 0 && begins_as_archive(piece));
        packed = packed || (at == 0 && begins_packed(piece));
        // copies of mailboxes have other names
        is_mailbox = is_mailbox || (at == 0 && !form && piece.starts_with("From "));
        // its bytes as they are show what is not packed
        search.set_in_archive(is_archive);
        search.feed(as_bytes(piece));
    }
    search.end_of_file();
    if (!is_zip && !is_mailbox && !is_archive) return !packed;
    Result<bool> done = true;
    if (is_mailbox) {
        done = search_mailbox(std::make_unique<FileSource>(descriptor, 0), search, call_);
    } else if (is_archive) {
        done = search_archive(descriptor, path, rules_, search, call_);
    } else {
        done = search_zip(descriptor, content, search, call_);
    }
    if (!done) GDPRD_TRY(call_.check());
    if (!done && done.error().code() == ErrorCode::io) return done.error();
    return done.has_value() && *done;
}

Result<bool> FilesResidue::is_locked(const std::string& path) {
    const auto form = rules_.form_of(path);
    if (form && form->kind == FileKind::mbox) {
        const auto parent = tree_.open_parent(path);
        if (!parent) return false;  // gone
        GDPRD_TRY_ASSIGN(const bool held,
                         DotLock::is_held(parent->get(), std::string(name_in(path)),
                                          settings_.lock_timeout, call_));
        if (held) return true;
    }
    return connectors::is_locked(tree_, path, settings_.lock_timeout, call_);
}

Result<ResidueResult> FilesResidue::run(const std::vector<policy::PersonalCell>& values) {
    GDPRD_TRY_ASSIGN(const TreeListing listing, tree_.list(call_));
    tell_limits(listing);
    for (const auto& file : listing.files) {
        if (!rules_.form_of(file.path)) continue;  // nothing that we change
        GDPRD_TRY_ASSIGN(const bool locked, is_locked(file.path));
        if (!locked) continue;
        result_.state = ResidueResult::State::pending;
        result_.what = "another program holds a lock on a file";
        return result_;
    }
    if (settings_.purge != PurgeMode::none) {
        GDPRD_TRY_ASSIGN(const std::uint64_t kept, remove_temporaries(tree_, listing, call_));
        if (kept > 0)
            result_.limits.push_back(
                files_are(kept,
                          "(.gdprd-*.new) that a crash left, not removed because others "
                          "opened or wrote it since: take over what is new, then delete"));
    }
    std::vector<std::string> words;
    words.reserve(values.size());
    for (const auto& value : values) words.push_back(value.expose().bytes);
    WordSearch search(words, settings_.encoding);
    std::uint64_t unread = 0;
    std::uint64_t packed = 0;
    for (const auto& one : listing.files) {
        const auto file = tree_.open_file(one.path, O_RDONLY);
        if (!file && file.error().code() == ErrorCode::not_found) continue;  // gone meanwhile
        if (!file) {
            ++unread;
            continue;
        }
        GDPRD_TRY_ASSIGN(const bool searched, search_file(one.path, file->get(), search));
        search.set_in_archive(false);
        if (!searched) ++packed;
    }
    if (packed > 0)
        result_.limits.push_back(
            files_are(packed, "whose content is compressed or sealed, and not searched"));
    if (unread > 0) result_.limits.push_back(files_are(unread, "that gdprd's user may not read"));
    result_.values_found = search.found();
    result_.state =
        result_.values_found > 0 ? ResidueResult::State::found : ResidueResult::State::clean;
    result_.what =
        search_result("the bytes of the directory's files", values.size(), search.found());
    if (const auto archived = search.found_in_archives(); archived > 0)
        result_.what += "; " + std::to_string(archived) +
                        " of them in archives, which gdprd never writes: delete these, or pack "
                        "them again";
    if (search.only_inside() > 0)
        result_.what += "; " + values_are(search.only_inside()) + " part of longer words only";
    return result_;
}

}  // namespace gdprd::connectors

#include "connectors/files/check.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <set>

#include "config/base/utf8.hpp"
#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

using Severity = CheckFinding::Severity;

std::string files(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " file" : " files");
}

std::string files_or_sheets(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " file or sheet" : " files or sheets");
}

/// Names of files are what others chose: shown so that they cannot play with a terminal.
std::string named(const ReadFile& one) {
    return "the file " + printable(one.file.path) +
           (one.sheet.empty() ? std::string() : ", sheet " + printable(one.sheet));
}

bool may_write(const FileTree& tree, const std::string& path) {
    const auto parent = tree.open_parent(path);
    const std::string name(name_in(path));
    return parent && ::faccessat(parent->get(), ".", W_OK | X_OK, AT_EACCESS) == 0 &&
           ::faccessat(parent->get(), name.c_str(), W_OK, AT_EACCESS) == 0;
}

void tell_archives(const ArchiveCount& count, std::vector<CheckFinding>& out) {
    if (!count.paths.empty())
        out.push_back({Severity::warning,
                       std::to_string(count.paths.size()) +
                           (count.paths.size() == 1 ? " archive is" : " archives are") +
                           " read and never written, such as " + printable(*count.paths.begin()) +
                           ": nobody is erased there",
                       "to erase somebody, delete the archive or pack it again without the rows"});
    if (count.others > 0)
        out.push_back({Severity::warning,
                       std::to_string(count.others) +
                           " members of archives are of other kinds: only searched for residue",
                       "tell how to read them with the store's formats, or unpack them"});
    if (count.links > 0)
        out.push_back({Severity::warning,
                       std::to_string(count.links) + " links in archives are not followed", ""});
}

/// `read`: files that are collections, or archives.
void tell_oddities(const TreeListing& listing, std::size_t read, std::vector<CheckFinding>& out) {
    for (const auto& path : listing.closed)
        out.push_back({Severity::problem, "the directory " + printable(path) + " may not be read",
                       "give gdprd's user the right to read it"});
    if (listing.links > 0)
        out.push_back({Severity::warning,
                       std::to_string(listing.links) + " symbolic links are not followed",
                       "make a store of the directory that they lead to"});
    if (listing.special > 0)
        out.push_back(
            {Severity::warning,
             std::to_string(listing.special) + " pipes, sockets or devices are never opened", ""});
    if (listing.files.size() > read)
        out.push_back({Severity::warning,
                       files(listing.files.size() - read) +
                           " of other kinds: only searched for residue, never read or changed",
                       "tell how to read them with the store's formats"});
}

}  // namespace

std::vector<CheckFinding> check_files(const FileTree& tree, const TreeListing& listing,
                                      const std::vector<const ReadFile*>& read,
                                      const ArchiveCount& archives) {
    std::vector<CheckFinding> out;
    std::size_t without_key = 0;
    std::size_t in_fallback = 0;
    std::size_t unwritable = 0;
    std::set<std::string> seen;
    std::set<std::string> bad;
    std::set<std::string> files_of_tree = archives.paths;
    std::string an_unwritable;
    for (const ReadFile* one : read) {
        const bool first = seen.insert(one->file.path).second;
        if (one->archive.empty()) files_of_tree.insert(one->file.path);
        if (!one->layout) {
            bad.insert(one->file.path);
            if (out.size() < config::limits::kProblemsShown)
                out.push_back({Severity::problem,
                               named(*one) + ": " + one->layout.error().message(),
                               one->layout.error().hint()});
            continue;
        }
        const FileLayout& layout = *one->layout;
        if (layout.key.empty() && layout.rows > 0 && !layout.digest_place()) ++without_key;
        if (!layout.encoding.is_utf8() && layout.encoding.mark.empty()) ++in_fallback;
        if (!first || !one->archive.empty()) continue;  // another sheet of it; never written
        if (one->file.names > 1)
            out.push_back(
                {Severity::warning,
                 "the file " + printable(one->file.path) + " has a second name (hard link)",
                 "nothing is erased from it until the other name is removed"});
        if (!may_write(tree, one->file.path)) {
            ++unwritable;
            if (an_unwritable.empty()) an_unwritable = printable(one->file.path);
        }
    }
    const bool all_well = out.empty();
    tell_archives(archives, out);
    tell_oddities(listing, files_of_tree.size(), out);
    if (unwritable > 0)
        out.push_back({Severity::warning,
                       files(unwritable) + " may not be written, such as " + an_unwritable +
                           ": read, but never erased from",
                       "give gdprd's user the right to write the file and its directory"});
    if (in_fallback > 0)
        out.push_back({Severity::warning,
                       files(in_fallback) + " are not UTF-8 and read in the store's encoding",
                       "see that it is theirs"});
    if (without_key > 0)
        out.push_back(
            {Severity::ok,
             files_or_sheets(without_key) + " name no key: their rows are told apart by all fields",
             "name the key with the store's row_keys"});
    if (all_well)
        out.insert(out.begin(),
                   {Severity::ok, files(seen.size() - bad.size()) + " can be read", ""});
    return out;
}

}  // namespace gdprd::connectors

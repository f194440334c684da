#include "connectors/files/archive_search.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <array>

#include "config/base/bytes.hpp"
#include "config/limits.hpp"
#include "connectors/files/archive_members.hpp"
#include "connectors/files/mailbox_search.hpp"
#include "connectors/files/packed_content.hpp"
#include "connectors/files/zip_file.hpp"
#include "connectors/files/zip_search.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;
constexpr std::array<std::string_view, 22> kPacked{
    ".gz",  ".bz2", ".xz",   ".zst",  ".zip", ".7z",  ".rar",  ".tgz",  ".lz4",  ".ods", ".odt",
    ".odp", ".pdf", ".xlsx", ".xlsm", ".xls", ".doc", ".docx", ".docm", ".pptx", ".gpg", ".age"};

std::string lower_end(std::string_view path) {
    std::string out(path.substr(path.size() - std::min<std::size_t>(path.size(), 8)));
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// What a member's bytes do not show as they are.
enum class Inside : unsigned char { nothing, parts, messages, texts };

class MemberSearch {
  public:
    MemberSearch(int descriptor, const std::string& path, const FileRules& rules,
                 WordSearch& search, const Call& call)
        : descriptor_(descriptor), path_(path), rules_(rules), search_(search), call_(call) {}

    /// false: not all of it was searched.
    Result<bool> run(ArchiveReader& reader, const ArchiveMember& member) {
        look(member.name);
        const std::string path = path_ + "/" + member.name;
        const auto form = rules_.form_of(path);
        content_ = form ? WordSearch::Content::text : WordSearch::Content::unknown;
        std::string piece;
        GDPRD_TRY(reader.read(kPieceBytes, piece));
        inside_ = inside_of(piece, path, form);
        const bool packed = inside_ == Inside::nothing &&
                            (is_packed(path) || begins_as_archive(piece) || begins_packed(piece));
        kept_ = inside_ == Inside::nothing ? Descriptor()
                                           : Descriptor(::memfd_create("gdprd", MFD_CLOEXEC));
        GDPRD_TRY(feed(reader, piece));
        if (inside_ == Inside::nothing) return !packed;
        GDPRD_TRY_ASSIGN(const bool whole, look_inside(member));
        return whole && !rules_.is_archive(path);
    }

  private:
    static Inside inside_of(std::string_view head, std::string_view path,
                            const std::optional<FileForm>& form) {
        if (begins_as_zip(head)) return Inside::parts;
        if (form ? form->kind == FileKind::mbox : head.starts_with("From "))
            return Inside::messages;
        return is_xml_part(path) ? Inside::texts : Inside::nothing;
    }

    void look(std::string_view text) {
        search_.begin_file(WordSearch::Content::unknown);
        search_.feed(as_bytes(text));
        search_.end_of_file();
    }

    /// Its bytes as they are; what has to be looked into is kept in memory as long as it fits.
    Result<void> feed(ArchiveReader& reader, std::string& piece) {
        search_.begin_file(content_);
        std::uint64_t size = 0;
        while (!piece.empty()) {
            search_.feed(as_bytes(piece));
            size += piece.size();
            if (size > config::limits::kArchiveMemoryBytes) kept_ = Descriptor();
            if (kept_.valid()) GDPRD_TRY(write_all(kept_.get(), as_bytes(piece)));
            if (const auto more = reader.read(kPieceBytes, piece); !more) {
                search_.end_of_file();
                return more.error();
            }
        }
        search_.end_of_file();
        return {};
    }

    Result<bool> look_inside(const ArchiveMember& member) {
        switch (inside_) {
            case Inside::nothing:
                return true;
            case Inside::parts:
                if (!kept_.valid()) return false;
                return search_zip(kept_.get(), content_, search_, call_);
            case Inside::texts: {
                if (!kept_.valid()) return false;
                FileSource bytes(kept_.get(), 0);
                search_.begin_file(content_);
                auto done = search_xml_texts(bytes, search_, call_);
                search_.end_of_file();
                return done;
            }
            case Inside::messages:
                break;
        }
        if (kept_.valid())
            return search_mailbox(std::make_unique<FileSource>(kept_.get(), 0), search_, call_);
        GDPRD_TRY_ASSIGN(auto bytes,
                         open_member(descriptor_, {member.number, inner_name(member)}, call_));
        return search_mailbox(std::move(bytes), search_, call_);
    }

    int descriptor_;
    const std::string& path_;
    const FileRules& rules_;
    WordSearch& search_;
    const Call& call_;
    WordSearch::Content content_ = WordSearch::Content::unknown;
    Inside inside_ = Inside::nothing;
    Descriptor kept_;  ///< a file in memory
};

}  // namespace

bool is_packed(std::string_view path) {
    const std::string end = lower_end(path);
    return std::ranges::any_of(kPacked, [&](std::string_view one) { return end.ends_with(one); });
}

Result<bool> search_archive(int descriptor, const std::string& path, const FileRules& rules,
                            WordSearch& search, const Call& call) {
    GDPRD_TRY_ASSIGN(const auto reader,
                     ArchiveReader::open(descriptor, ArchiveReader::Single::taken, call));
    bool whole = true;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto member, reader->next());
        if (!member) return whole;
        const auto done = MemberSearch(descriptor, path, rules, search, call).run(*reader, *member);
        if (!done) GDPRD_TRY(call.check());
        whole = whole && done.has_value() && *done;
    }
}

}  // namespace gdprd::connectors

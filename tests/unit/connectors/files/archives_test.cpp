#include <gmock/gmock.h>
#include <sys/mman.h>
#include <unistd.h>

#include "config/base/files.hpp"
#include "config/limits.hpp"
#include "connectors/files/archive_members.hpp"
#include "connectors/files/archive_reader.hpp"
#include "connectors/files/archive_search.hpp"
#include "tests/support/archives.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/spreadsheets.hpp"

namespace gdprd::connectors {
namespace {

using gdprd::test::failed_with;
using gdprd::test::kPackings;
using gdprd::test::pack;
using gdprd::test::PackedFile;
using gdprd::test::Packing;
using gdprd::test::succeeded;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kPeople = "email,name\nada@example.org,Ada\nbob@example.org,Bob\n";

Descriptor file_of(std::string_view content) {
    Descriptor out(::memfd_create("test", MFD_CLOEXEC));
    GDPRD_ASSERT(out.valid() && write_all(out.get(), as_bytes(content)));
    return out;
}

FileRules rules_of(const std::vector<std::string>& formats = {}) {
    StoreSettings settings;
    settings.formats = formats;
    return *FileRules::parse(settings);
}

Result<ArchiveListing> list(const std::string& bytes, const FileRules& rules = rules_of()) {
    const Call call;
    return list_archive(file_of(bytes).get(), "all.zip", rules, call);
}

std::vector<std::string> paths(const Result<ArchiveListing>& listing) {
    std::vector<std::string> out;
    for (const auto& one : listing->files)
        out.push_back(one.path + (one.unreadable ? ": " + one.unreadable->message() : ""));
    return out;
}

Result<std::string> content(const std::string& bytes, const MemberAt& which, std::size_t step) {
    const Call call;
    const Descriptor file = file_of(bytes);
    GDPRD_TRY_ASSIGN(const auto source, open_member(file.get(), which, call));
    std::string out;
    std::string piece;
    do {
        GDPRD_TRY(source->read(step, piece));
        out += piece;
    } while (!piece.empty());
    return out;
}

TEST(Archives, give_their_members_whatever_they_are_packed_with) {
    const std::vector<PackedFile> files = {
        {"notes.txt", "nothing"}, {"./crm/people.csv", kPeople}, {"empty.csv"}};
    for (const Packing how : kPackings) {
        SCOPED_TRACE(gdprd::test::packed_name(how));
        const std::string bytes = pack(how, files);

        const auto listing = list(bytes);

        ASSERT_TRUE(succeeded(listing));
        EXPECT_THAT(paths(listing), ElementsAre("all.zip/crm/people.csv", "all.zip/empty.csv"));
        EXPECT_EQ(listing->others, 1U);
        const ArchivedFile* people = listing->find("all.zip/crm/people.csv");
        ASSERT_NE(people, nullptr);
        for (const std::size_t step : {1U, 7U, 100'000U})
            EXPECT_EQ(*content(bytes, {people->number, "crm/people.csv"}, step), kPeople);
        EXPECT_TRUE(failed_with(content(bytes, {9, "empty.csv"}, 100), ErrorCode::stale));
    }
}

TEST(Archives, give_no_member_for_another_one_when_they_are_overwritten) {
    const std::string before =
        pack(Packing::zip, {{"a.csv", "a\n1\n"}, {"people.csv", kPeople}, {"c.csv", "c\n1\n"}});
    const std::string after =
        pack(Packing::zip, {{"people.csv", kPeople}, {"c.csv", "c\n1\n2\n"}, {"a.csv", "a\n1\n"}});
    const Call call;
    const FileRules rules = rules_of();
    const Descriptor file = file_of(before);
    const FileVersion first = version_of(*status_of(file.get()));
    const auto number_in = [&](const Result<ArchiveListing>& listing) {
        return listing->find("all.zip/people.csv")->number;
    };
    ArchiveListings listings;
    EXPECT_EQ(number_in(listings.look("all.zip", file.get(), first, rules, call)), 2U);

    ASSERT_EQ(::ftruncate(file.get(), 0), 0);
    ASSERT_EQ(::lseek(file.get(), 0, SEEK_SET), 0);
    ASSERT_TRUE(succeeded(write_all(file.get(), as_bytes(after))));

    ArchiveListings late;
    EXPECT_TRUE(
        failed_with(late.look("all.zip", file.get(), first, rules, call), ErrorCode::unavailable))
        << "its list is not of the version that was asked for";
    const FileVersion second = version_of(*status_of(file.get()));
    EXPECT_EQ(number_in(late.look("all.zip", file.get(), second, rules, call)), 1U);
    EXPECT_EQ(number_in(listings.look("all.zip", file.get(), second, rules, call)), 1U);
    EXPECT_TRUE(failed_with(open_member(file.get(), {2, "people.csv"}, call), ErrorCode::stale));
    EXPECT_TRUE(succeeded(open_member(file.get(), {1, "people.csv"}, call)));
}

TEST(Archives, tell_the_members_that_they_cannot_read) {
    const std::string twice = "a,b\n1,2\n";
    const auto listing = list(pack(Packing::tar, {{"../outside.csv", twice},
                                                  {"/etc/absolute.csv", twice},
                                                  {"a/../../x.csv", twice},
                                                  {"people.csv", twice},
                                                  {"./people.csv", twice},
                                                  {"inner.tar.gz", "x"},
                                                  {"inner.ZIP", "x"},
                                                  {".hidden.csv", twice},
                                                  {"link.csv", "", "/etc/passwd"},
                                                  {"same.csv", "", "", "people.csv"},
                                                  {"caf\xe9.csv", twice},
                                                  {"caf\xc3\xa9.csv", twice},
                                                  {"new\nline.csv", twice}}));

    ASSERT_TRUE(succeeded(listing));
    const std::string out = ": its name leads out of the archive";
    const std::string inner = ": an archive within an archive is not looked into";
    EXPECT_THAT(paths(listing), testing::UnorderedElementsAre(
                                    "all.zip/../outside.csv" + out,
                                    "all.zip/etc/absolute.csv" + out, "all.zip/a/../../x.csv" + out,
                                    "all.zip/people.csv: the archive has two members of this name",
                                    "all.zip/inner.tar.gz" + inner, "all.zip/inner.ZIP" + inner,
                                    "all.zip/caf\\xe9.csv", "all.zip/caf\xc3\xa9.csv",
                                    "all.zip/new\\u{a}line.csv"));
    EXPECT_EQ(listing->links, 2U);
    EXPECT_EQ(listing->others, 1U);
}

TEST(Archives, follow_the_rules_of_their_store_inside_too) {
    const std::string bytes =
        pack(Packing::zip, {{"a.txt", "x"}, {"b.csv", "x"}, {"c/d.csv", "x"}});

    EXPECT_THAT(paths(list(bytes, rules_of({"*.txt=tsv", "all.zip/c/*=ignore"}))),
                ElementsAre("all.zip/a.txt", "all.zip/b.csv"));
    const FileRules rules = rules_of({"*.bak=archive", "old*.zip=ignore", "*.tar=csv"});
    for (const char* yes : {"x.bak", "new.zip", "d/e.TGZ", "a.tar.zst", "a.7z"})
        EXPECT_TRUE(rules.is_archive(yes)) << yes;
    for (const char* no : {"old1.zip", "a.tar", "a.gz", ".a.zip", "a.zip~", "zip"})
        EXPECT_FALSE(rules.is_archive(no)) << no;
}

TEST(Archives, say_which_members_a_password_protects) {
    const std::string bytes =
        pack(Packing::zip, {{"people.csv", kPeople}, {"x.bin", "y"}}, "secret");

    const auto listing = list(bytes);

    ASSERT_TRUE(succeeded(listing));
    EXPECT_THAT(paths(listing), ElementsAre("all.zip/people.csv: it is protected by a password"));
    const auto read = content(bytes, {1, "people.csv"}, 100);
    ASSERT_TRUE(failed_with(read, ErrorCode::invalid_argument));
    EXPECT_THAT(read.error().message(), HasSubstr("password"));
}

TEST(Archives, go_on_behind_the_end_mark_of_a_tar_file) {
    for (const Packing how :
         {Packing::tar, Packing::tgz, Packing::tbz2, Packing::txz, Packing::tzst}) {
        SCOPED_TRACE(gdprd::test::packed_name(how));
        const std::string both =
            pack(how, {{"a.csv", "x\n1\n"}}) + pack(how, {{"b.csv", kPeople}, {"n.txt", "x"}});

        const auto listing = list(both);

        ASSERT_TRUE(succeeded(listing));
        EXPECT_THAT(paths(listing), ElementsAre("all.zip/a.csv", "all.zip/b.csv"));
        EXPECT_EQ(listing->others, 1U);
        EXPECT_EQ(*content(both, {2, "b.csv"}, 1000), kPeople);
        if (how != Packing::tzst)  // in which nothing may stand behind a frame
            EXPECT_TRUE(succeeded(list(pack(how, {{"a.csv", "x"}}) + std::string(10'240, '\0'))));
        for (const std::string& behind : {std::string(512, 'x'), "\0\0\0x" + kPeople})
            EXPECT_TRUE(failed_with(list(pack(how, {{"a.csv", "x"}}) + behind),
                                    ErrorCode::invalid_argument));
    }
}

TEST(Archives, end_with_an_error_wherever_they_are_cut) {
    for (const Packing how : kPackings) {
        const std::string bytes = pack(how, {{"a.csv", kPeople}, {"people.csv", kPeople}});
        for (std::size_t size = 0; size < bytes.size(); size += size < 600 ? 1 : 97) {
            const std::string cut = bytes.substr(0, size);
            const auto listing = list(cut);
            // a tar file without its end is whole to where it goes, and nothing says what is
            // missing
            const bool may_be_whole = how == Packing::tar || size + 64 > bytes.size();
            if (listing.has_value() && !may_be_whole)
                ADD_FAILURE() << gdprd::test::packed_name(how) << " cut at " << size;
            if (!listing.has_value())
                EXPECT_TRUE(failed_with(listing, ErrorCode::invalid_argument));
            const auto last = content(cut, {2, "people.csv"}, 1000);
            if (last) EXPECT_EQ(*last, kPeople) << gdprd::test::packed_name(how) << " " << size;
        }
    }
}

TEST(Archives, see_a_byte_that_was_changed_where_there_is_a_check_sum) {
    for (const Packing how : {Packing::zip, Packing::seven_zip, Packing::txz, Packing::tbz2}) {
        const std::string bytes = pack(how, {{"people.csv", kPeople}});
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            std::string other = bytes;
            other[at] = static_cast<char>(other[at] ^ 0x20);
            const auto listing = list(other);
            // a name, or what kind of member it is, has no check sum
            const auto* people = listing ? listing->find("all.zip/people.csv") : nullptr;
            if (people == nullptr || people->unreadable) continue;
            const auto read = content(other, {people->number, "people.csv"}, 1000);
            if (!read) continue;
            EXPECT_EQ(*read, kPeople) << gdprd::test::packed_name(how) << " " << at;
        }
    }
}

TEST(Archives, unpack_no_more_than_their_limits_allow) {
    const std::string zeros(config::limits::kArchiveFreeBytes + 1'000'000, '\0');
    for (const Packing how : {Packing::zip, Packing::tgz, Packing::tzst}) {
        SCOPED_TRACE(gdprd::test::packed_name(how));
        const std::string bytes = pack(how, {{"zeros.csv", zeros}, {"people.csv", kPeople}});
        ASSERT_LT(bytes.size() * config::limits::kArchiveRatio, zeros.size());

        EXPECT_TRUE(failed_with(list(bytes), ErrorCode::limit_exceeded));
        EXPECT_TRUE(
            failed_with(content(bytes, {1, "zeros.csv"}, 1'000'000), ErrorCode::limit_exceeded));
        EXPECT_TRUE(
            failed_with(content(bytes, {2, "people.csv"}, 1'000'000), ErrorCode::limit_exceeded));
    }
}

/// A ZIP file of one member that its directory lists so many times, and what its end tells of that.
std::string long_listed(std::size_t times, std::uint64_t told_count, std::uint64_t told_bytes) {
    std::string out = pack(Packing::zip, {{"x.bin", "x"}});
    const std::size_t at = out.find("PK\1\2");
    const std::size_t end_at = out.rfind("PK\5\6");
    std::string record = out.substr(at, end_at - at);
    put_zip_number(record, 32, 2, 300);
    record += std::string(300, 'c');
    std::string end = out.substr(end_at);
    out.resize(at);
    for (std::size_t i = 0; i < times; ++i) out += record;
    const std::size_t end64_at = out.size();
    std::string end64 = std::string("PK\6\6", 4) + std::string(52, '\0');
    put_zip_number(end64, 4, 8, 44);
    put_zip_number(end64, 24, 8, told_count);
    put_zip_number(end64, 32, 8, told_count);
    put_zip_number(end64, 40, 8, told_bytes == 0 ? end64_at - at : told_bytes);
    put_zip_number(end64, 48, 8, at);
    std::string locator = std::string("PK\6\7", 4) + std::string(16, '\0');
    put_zip_number(locator, 8, 8, end64_at);
    put_zip_number(locator, 16, 4, 1);
    put_zip_number(end, 8, 2, 0xFFFF);
    put_zip_number(end, 10, 2, 0xFFFF);
    put_zip_number(end, 12, 4, 0xFFFF'FFFF);
    return out + end64 + locator + end;
}

TEST(Archives, keep_no_directory_in_memory_that_is_beyond_their_limits) {
    const auto why = [](const std::string& bytes) {
        const auto listing = list(bytes);
        return listing ? std::string("listed") : listing.error().message();
    };
    const std::size_t many = (config::limits::kArchiveDirectoryBytes + 4'000'000) / 350;
    ASSERT_LT(many, config::limits::kArchiveMembers);

    EXPECT_EQ(why(long_listed(3, 3, 0)), "listed");
    EXPECT_THAT(why(long_listed(3, config::limits::kArchiveMembers + 1, 0)),
                HasSubstr("too many members"));
    EXPECT_THAT(why(long_listed(many, many, 0)), HasSubstr("list of members is larger"));
    EXPECT_THAT(why(long_listed(many, 1, 350)), HasSubstr("more than gdprd reads"))
        << "whatever its end says";
    EXPECT_THAT(why(long_listed(3, 3, config::limits::kArchiveDirectoryBytes + 1)),
                HasSubstr("list of members is larger"));
}

TEST(Archives, take_no_list_of_a_7z_file_that_is_beyond_their_limits) {
    const auto why = [](const std::string& bytes) {
        const auto listing = list(bytes);
        return listing ? std::string("listed") : listing.error().message();
    };
    const std::string few = pack(Packing::seven_zip, {{"people.csv", kPeople}});
    std::vector<PackedFile> many;
    const std::string end(40, 'x');
    for (int i = 0; i < 13'000; ++i) many.push_back({std::to_string(i) + end, ""});
    const std::string long_one = pack(Packing::seven_zip, many);
    ASSERT_LT(long_one.size(), config::limits::kSevenZipHeaderBytes / 4) << "it is packed";

    EXPECT_EQ(why(few), "listed");
    EXPECT_THAT(why(long_one), HasSubstr("list of members is larger"));
    std::string told = few;
    put_zip_number(told, 20, 8, config::limits::kSevenZipHeaderBytes + 1);
    EXPECT_THAT(why(told), HasSubstr("list of members is larger")) << "its packed bytes";
    const std::size_t header_at = long_one.find("\x17\x06");
    ASSERT_NE(header_at, std::string::npos);
    for (std::size_t cut = header_at + 1; cut < long_one.size(); ++cut)
        EXPECT_THAT(why(long_one.substr(0, cut)), HasSubstr("damaged")) << cut;
    std::string program = "MZ" + few;
    EXPECT_THAT(why(program), HasSubstr("damaged")) << "a program that unpacks itself";
}

TEST(Archives, stop_when_the_call_is_cancelled) {
    const Descriptor file = file_of(pack(Packing::tgz, {{"people.csv", kPeople}}));
    Call call;
    const Call::Scope scope = call.begin();
    const auto source = open_member(file.get(), {1, "people.csv"}, call);
    ASSERT_TRUE(succeeded(source));
    call.cancel();

    std::string piece;
    EXPECT_TRUE(failed_with((*source)->read(10, piece), ErrorCode::cancelled));
    EXPECT_TRUE(failed_with(list_archive(file.get(), "a", rules_of(), call), ErrorCode::cancelled));
    WordSearch search({"ada@example.org"}, "UTF-8");
    EXPECT_TRUE(failed_with(search_archive(file.get(), "a", rules_of(), search, call),
                            ErrorCode::cancelled));
}

class ArchiveSearch : public testing::Test {
  protected:
    /// Whether the word was found; `whole_` whether all was searched.
    bool finds(const std::string& bytes) {
        const Call call;
        WordSearch search({"ada@example.org"}, "windows-1252");
        const auto done = search_archive(file_of(bytes).get(), "all.zip", rules_of(), search, call);
        whole_ = done.has_value() && *done;
        return search.found() > 0;
    }
    bool whole_ = false;
};

TEST_F(ArchiveSearch, sees_what_members_hold_and_are_called) {
    for (const Packing how : kPackings) {
        SCOPED_TRACE(gdprd::test::packed_name(how));
        EXPECT_TRUE(finds(pack(how, {{"a.bin", "\1\2"}, {"people.csv", kPeople}})));
        EXPECT_TRUE(whole_);
        EXPECT_TRUE(finds(pack(how, {{"ada@example.org.txt", "x"}})));
        EXPECT_FALSE(finds(pack(how, {{"people.csv", "email\nbob@example.org\n"}})));
        EXPECT_TRUE(whole_);
    }
}

TEST_F(ArchiveSearch, looks_into_spreadsheets_mailboxes_and_xml) {
    const std::string mail =
        "From eve@example.com Mon Nov 23 10:00:03 2026\nFrom: eve@example.com\n"
        "Content-Transfer-Encoding: base64\n\nV3JpdGUgdG8gYWRhQGV4YW1wbGUub3JnIQ==\n\n";
    const std::string document = gdprd::test::make_zip(
        {{"word/document.xml", "<d><r><t>ada@</t></r><r><t>example.org</t></r></d>"}});
    for (const Packing how : {Packing::zip, Packing::tgz}) {
        EXPECT_TRUE(finds(pack(how, {{"in.mbox", mail}})));
        EXPECT_TRUE(whole_);
        EXPECT_TRUE(finds(pack(how, {{"letter.docx", document}})));
        EXPECT_TRUE(whole_);
        EXPECT_TRUE(finds(pack(how, {{"a.xml", "<a>ada&#64;example.org</a>"}})));
        EXPECT_TRUE(whole_);
    }
}

TEST_F(ArchiveSearch, says_when_something_was_not_searched) {
    const std::string inner = pack(Packing::tgz, {{"people.csv", kPeople}});
    EXPECT_FALSE(finds(pack(Packing::tar, {{"inner.tgz", inner}})));
    EXPECT_FALSE(whole_);
    EXPECT_FALSE(finds(pack(Packing::tar, {{"inner.dat", inner}})));
    EXPECT_FALSE(whole_) << "by its first bytes";
    EXPECT_FALSE(finds(pack(Packing::zip, {{"people.csv", kPeople}}, "secret")));
    EXPECT_FALSE(whole_);
    for (const char* name : {"scan.pdf", "scan"}) {
        EXPECT_FALSE(finds(pack(Packing::tar, {{name, "%PDF"}})));
        EXPECT_FALSE(whole_) << name;
    }
    const std::string cut = pack(Packing::txz, {{"people.csv", kPeople}});
    finds(cut.substr(0, cut.size() / 2));
    EXPECT_FALSE(whole_);
    EXPECT_FALSE(finds("what a program sealed and called .zip"));
    EXPECT_FALSE(whole_);
}

TEST_F(ArchiveSearch, goes_on_behind_the_end_mark_of_a_tar_file) {
    for (const Packing how : {Packing::tar, Packing::tgz, Packing::tzst}) {
        SCOPED_TRACE(gdprd::test::packed_name(how));
        const std::string first = pack(how, {{"a.bin", "x"}});
        EXPECT_TRUE(finds(first + pack(how, {{"people.csv", kPeople}})));
        EXPECT_TRUE(whole_);
        finds(first + "what stands behind");
        EXPECT_FALSE(whole_);
        finds(first);
        EXPECT_TRUE(whole_);
    }
}

TEST_F(ArchiveSearch, unpacks_a_file_that_is_packed_by_itself) {
    std::string packed = gdprd::test::deflated(kPeople);
    std::string tail(8, '\0');
    put_zip_number(tail, 0, 4,
                   crc32(0, reinterpret_cast<const Bytef*>(kPeople.data()),
                         static_cast<uInt>(kPeople.size())));
    put_zip_number(tail, 4, 4, kPeople.size());
    const std::string gzip = std::string("\x1f\x8b\x08\0\0\0\0\0\0\3", 10) + packed + tail;

    EXPECT_TRUE(finds(gzip));
    EXPECT_TRUE(whole_);
    EXPECT_TRUE(failed_with(list(gzip), ErrorCode::invalid_argument)) << "but it is no archive";
}

}  // namespace
}  // namespace gdprd::connectors

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "config/base/assert.hpp"
#include "connectors/registry.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/support/archives.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors::test {

namespace {

std::string quoted_json(const std::string& text) {
    return boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

std::string quoted_csv(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

enum class Where : unsigned char { tree, archive };

/// One file for each table, written as programs write exports; in the tree, or all in an archive.
class FilesStore final : public StoreUnderTest {
  public:
    explicit FilesStore(bool csv, Where where = Where::tree) : csv_(csv), where_(where) {}

    Abilities abilities() const override {
        return {.byte_search = true,
                .long_statements = false,
                .row_numbers = false,
                .checks = false,
                .declared = false,
                .typed = !csv_,
                .binary = false,
                .triggers = false};
    }
    std::string ns() const override { return where_ == Where::tree ? "main" : kArchive; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = config::StoreKind::files;
        out.path = where_ == Where::tree ? dir_.path("") : packed_.path("");
        out.formats = {std::string(kArchive) + "=archive", csv_ ? "*=csv-header" : "*=jsonl"};
        out.row_keys = {"seats=row,seat", "[!Z]*=id"};
        return out;
    }
    std::unique_ptr<Connector> connect(StoreSettings settings) override {
        auto made = make_connector(std::move(settings));
        GDPRD_ASSERT(made.has_value());
        return std::move(*made);
    }

    void create(const TableSpec& table) override {
        fields_[table.name] = table.fields;
        std::string header;
        for (const auto& field : table.fields)
            header += (header.empty() ? "" : ",") + quoted_csv(field.name);
        std::ofstream(file(table.name), std::ios::binary) << (csv_ ? header + "\r\n" : "");
        pack_again();
    }
    void drop(const std::string& table) override {
        std::filesystem::remove(file(table));
        pack_again();
    }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        std::ofstream out(file(table), std::ios::binary | std::ios::app);
        for (const auto& row : rows) out << line(table, row);
        out.close();
        pack_again();
    }
    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        std::ofstream out(file(table), std::ios::binary | std::ios::app);
        for (std::int64_t i = 1; i <= count; ++i)
            out << line(table, {integer(i), text(prefix + std::to_string(i))});
        out.close();
        pack_again();
    }
    /// As an editor does: every place where the old text stands.
    void change(const std::string& table, const std::string& /*field*/, const Cell& value,
                const std::string& /*where_field*/, const std::string& where_text) override {
        std::ostringstream all;
        all << std::ifstream(file(table), std::ios::binary).rdbuf();
        std::string content = all.str();
        const std::size_t at = content.find(where_text);
        GDPRD_ASSERT(at != std::string::npos);
        content.replace(at, where_text.size(), value.bytes);
        std::ofstream(file(table), std::ios::binary) << content;
        pack_again();
    }
    Hold hold_write_lock(const std::string& table) override { return lock(table, LOCK_EX); }
    Commit begin_insert(const std::string& /*table*/, const std::vector<Cell>& /*row*/) override {
        return [] { FAIL() << "there are no transactions in a file"; };
    }
    Hold hold_read(const std::string& table) override { return lock(table, LOCK_SH); }
    void forbid_deletes(const std::string& /*table*/) override {}
    void create_endless_view(const std::string& /*name*/) override {}

  private:
    static constexpr const char* kArchive = "all.tgz";

    void pack_again() const {
        if (where_ == Where::tree) return;
        std::vector<gdprd::test::PackedFile> files;
        for (const auto& one : std::filesystem::directory_iterator(dir_.path("")))
            files.push_back(
                {one.path().filename().string(), dir_.read(one.path().filename().string())});
        packed_.write(kArchive, gdprd::test::pack(gdprd::test::Packing::tgz, files));
    }
    std::string file(const std::string& table) const { return dir_.path(table); }

    std::string line(const std::string& table, const std::vector<Cell>& row) const {
        const auto& fields = fields_.at(table);
        std::string out;
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += out.empty() ? "" : ",";
            const bool is_text = row[i].kind == Cell::Kind::text;
            if (csv_) {
                out += is_text ? quoted_csv(row[i].bytes) : row[i].bytes;
            } else {
                const std::string other = row[i].kind == Cell::Kind::null ? "null" : row[i].bytes;
                out += quoted_json(fields[i].name) + ": " +
                       (is_text ? quoted_json(row[i].bytes) : other);
            }
        }
        return csv_ ? out + "\r\n" : "{" + out + "}\n";
    }

    Hold lock(const std::string& table, int kind) const {
        const int fd = ::open(file(table).c_str(), O_RDONLY | O_CLOEXEC);
        GDPRD_ASSERT(fd >= 0 && ::flock(fd, kind) == 0);
        return {nullptr, [fd](void*) { ::close(fd); }};
    }

    bool csv_;
    Where where_;
    gdprd::test::TempDir dir_;
    gdprd::test::TempDir packed_;
    std::map<std::string, std::vector<FieldSpec>> fields_;
};

constexpr const char* kNoWrites = "archives are never written";

/// Cases that are about writing.
std::map<std::string, std::string> all_that_write() {
    std::map<std::string, std::string> out;
    for (const char* one : {"deletes_the_rows_of_a_step_and_no_others",
                            "does_a_step_once_however_often_it_is_asked",
                            "finishes_a_step_that_is_half_done",
                            "changes_nothing_when_one_row_is_stale",
                            "calls_an_update_of_a_vanished_row_stale",
                            "refuses_a_step_of_another_kind",
                            "reads_rows_again_by_key_and_leaves_out_the_absent",
                            "takes_no_longer_number_of_another_row_for_residue",
                            "writes_a_value_of_its_own_into_each_row",
                            "handles_composite_keys",
                            "deletes_rows_without_a_key_one_for_one",
                            "updates_rows_without_a_key_once",
                            "rehearses_what_it_would_do_and_changes_nothing",
                            "rehearses_steps_that_build_on_each_other_and_changes_nothing",
                            "rehearses_to_the_first_step_whose_rows_moved_or_that_drags_others",
                            "reads_and_writes_under_odd_names",
                            "holds_values_that_were_made_of_those_before",
                            "takes_injection_strings_as_data",
                            "gives_up_on_a_lock_within_its_limit",
                            "is_cancelled_while_it_waits_for_a_lock",
                            "finds_the_bytes_of_a_kept_value_and_none_of_an_erased_one",
                            "leaves_residue_pending_while_another_reader_is_there"})
        out.emplace(one, kNoWrites);
    return out;
}

}  // namespace

StoreFactory tgz_factory() {
    return {"tgz", [] { return std::make_unique<FilesStore>(false, Where::archive); },
            all_that_write()};
}
StoreFactory jsonl_factory() {
    return {"jsonl", [] { return std::make_unique<FilesStore>(false); }};
}
StoreFactory csv_factory() {
    return {"csv", [] { return std::make_unique<FilesStore>(true); }};
}

}  // namespace gdprd::connectors::test

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

/// One file for each table, written as programs write exports.
class FilesStore final : public StoreUnderTest {
  public:
    explicit FilesStore(bool csv) : csv_(csv) {}

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
    std::string ns() const override { return "main"; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = config::StoreKind::files;
        out.path = dir_.path("");
        out.formats = {csv_ ? "*=csv-header" : "*=jsonl"};
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
    }
    void drop(const std::string& table) override { std::filesystem::remove(file(table)); }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        std::ofstream out(file(table), std::ios::binary | std::ios::app);
        for (const auto& row : rows) out << line(table, row);
    }
    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        std::ofstream out(file(table), std::ios::binary | std::ios::app);
        for (std::int64_t i = 1; i <= count; ++i)
            out << line(table, {integer(i), text(prefix + std::to_string(i))});
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
    }
    Hold hold_write_lock(const std::string& table) override { return lock(table, LOCK_EX); }
    Commit begin_insert(const std::string& /*table*/, const std::vector<Cell>& /*row*/) override {
        return [] { FAIL() << "there are no transactions in a file"; };
    }
    Hold hold_read(const std::string& table) override { return lock(table, LOCK_SH); }
    void forbid_deletes(const std::string& /*table*/) override {}
    void create_endless_view(const std::string& /*name*/) override {}

  private:
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
    gdprd::test::TempDir dir_;
    std::map<std::string, std::vector<FieldSpec>> fields_;
};

}  // namespace

StoreFactory jsonl_factory() {
    return {"jsonl", [] { return std::make_unique<FilesStore>(false); }};
}
StoreFactory csv_factory() {
    return {"csv", [] { return std::make_unique<FilesStore>(true); }};
}

}  // namespace gdprd::connectors::test

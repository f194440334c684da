#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "connectors/registry.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/support/spreadsheets.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors::test {

namespace {

using gdprd::test::ZipParts;

/// One spreadsheet with a sheet for each table.
class SheetsStore final : public StoreUnderTest {
  public:
    explicit SheetsStore(FileKind kind)
        : xlsx_(kind == FileKind::xlsx), file_(xlsx_ ? "book.xlsx" : "book.ods") {}

    Abilities abilities() const override {
        return {.byte_search = true,
                .long_statements = false,
                .row_numbers = false,
                .checks = false,
                .declared = false,
                .binary = false,
                .triggers = false,
                .many = 20'000};
    }
    std::string ns() const override { return file_; }
    StoreSettings settings() const override {
        StoreSettings out;
        out.name = StoreName("crm");
        out.kind = config::StoreKind::files;
        out.path = dir_.path("");
        out.formats = {xlsx_ ? "*=xlsx-header" : "*=ods-header"};
        out.row_keys = {"*/seats=row,seat", "*/[!Z]*=id"};
        return out;
    }
    std::unique_ptr<Connector> connect(StoreSettings settings) override {
        auto made = make_connector(std::move(settings));
        GDPRD_ASSERT(made.has_value());
        return std::move(*made);
    }

    void create(const TableSpec& table) override {
        auto sheets = read();
        std::vector<Cell> header;
        for (const auto& field : table.fields) header.push_back(text(field.name));
        sheets.emplace_back(table.name, row_of(header));
        write(sheets);
    }
    void drop(const std::string& table) override {
        auto sheets = read();
        std::erase_if(sheets, [&](const auto& one) { return one.first == table; });
        write(sheets);
    }
    void insert(const std::string& table, const std::vector<std::vector<Cell>>& rows) override {
        std::string all;
        for (const auto& row : rows) all += row_of(row);
        append(table, all);
    }
    void insert_many(const std::string& table, std::int64_t count,
                     const std::string& prefix) override {
        std::string all;
        for (std::int64_t i = 1; i <= count; ++i)
            all += row_of({integer(i), text(prefix + std::to_string(i))});
        append(table, all);
    }
    void change(const std::string& table, const std::string& /*field*/, const Cell& value,
                const std::string& /*where_field*/, const std::string& where_text) override {
        auto sheets = read();
        std::string& rows = find(sheets, table);
        const std::size_t at = rows.find(where_text);
        GDPRD_ASSERT(at != std::string::npos);
        rows.replace(at, where_text.size(), value.bytes);
        write(sheets);
    }
    Hold hold_write_lock(const std::string& /*table*/) override { return lock(LOCK_EX); }
    Commit begin_insert(const std::string& /*table*/, const std::vector<Cell>& /*row*/) override {
        return [] { FAIL() << "there are no transactions in a file"; };
    }
    Hold hold_read(const std::string& /*table*/) override { return lock(LOCK_SH); }
    void forbid_deletes(const std::string& /*table*/) override {}
    void create_endless_view(const std::string& /*name*/) override {}

  private:
    /// Names of tables and their rows as the file has them now.
    using Sheets = std::vector<std::pair<std::string, std::string>>;

    Sheets read() {
        const ZipParts parts = gdprd::test::unzip(dir_.path(file_));
        Sheets out;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            const std::string part = xlsx_ ? "xl/worksheets/sheet" + std::to_string(i + 1) + ".xml"
                                           : std::string("content.xml");
            const std::string& all = gdprd::test::part_of(parts, part);
            const std::string begin = xlsx_ ? "<sheetData>" : table_tag(names_[i]);
            const std::string end = xlsx_ ? "</sheetData>" : "</table:table>";
            const std::size_t at = all.find(begin);
            GDPRD_ASSERT(at != std::string::npos);
            const std::size_t from = at + begin.size();
            out.emplace_back(names_[i], all.substr(from, all.find(end, from) - from));
        }
        return out;
    }
    void write(const Sheets& sheets) {
        names_.clear();
        for (const auto& [name, rows] : sheets) names_.push_back(name);
        if (sheets.empty()) {
            std::filesystem::remove(dir_.path(file_));
            return;
        }
        if (xlsx_) {
            Sheets whole;
            for (const auto& [name, rows] : sheets)
                whole.emplace_back(name, gdprd::test::worksheet(rows));
            dir_.write(file_, gdprd::test::make_zip(gdprd::test::xlsx_parts(whole)));
            return;
        }
        std::string tables;
        for (const auto& [name, rows] : sheets) tables += table_tag(name) + rows + "</table:table>";
        dir_.write(file_, gdprd::test::make_zip(gdprd::test::ods_parts(tables)));
    }
    void append(const std::string& table, const std::string& rows) {
        auto sheets = read();
        find(sheets, table) += rows;
        write(sheets);
    }
    static std::string& find(Sheets& sheets, const std::string& table) {
        const auto found = std::ranges::find(sheets, table, &Sheets::value_type::first);
        GDPRD_ASSERT(found != sheets.end());
        return found->second;
    }
    static std::string table_tag(const std::string& name) {
        return "<table:table table:name=\"" + escape_xml(name) + "\">";
    }

    std::string row_of(const std::vector<Cell>& row) const {
        std::string out;
        for (const auto& cell : row) out += xlsx_ ? xlsx_cell(cell) : ods_cell(cell);
        return xlsx_ ? "<row>" + out + "</row>" : "<table:table-row>" + out + "</table:table-row>";
    }
    static std::string xlsx_cell(const Cell& cell) {
        if (cell.kind == Cell::Kind::null) return "<c/>";
        const std::string text = escape_xml(encode_xstring(cell.bytes));
        if (cell.kind != Cell::Kind::text) return "<c><v>" + text + "</v></c>";
        return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text + "</t></is></c>";
    }
    static std::string ods_cell(const Cell& cell) {
        if (cell.kind == Cell::Kind::null) return "<table:table-cell/>";
        const std::string text = escape_xml(cell.bytes);
        if (cell.kind != Cell::Kind::text)
            return "<table:table-cell office:value-type=\"float\" office:value=\"" + text + "\"/>";
        return "<table:table-cell office:value-type=\"string\" office:string-value=\"" + text +
               "\"><text:p>" + text + "</text:p></table:table-cell>";
    }

    Hold lock(int kind) const {
        const int fd = ::open(dir_.path(file_).c_str(), O_RDONLY | O_CLOEXEC);
        GDPRD_ASSERT(fd >= 0 && ::flock(fd, kind) == 0);
        return {nullptr, [fd](void*) { ::close(fd); }};
    }

    bool xlsx_;
    std::string file_;
    gdprd::test::TempDir dir_;
    std::vector<std::string> names_;
};

}  // namespace

StoreFactory xlsx_factory() {
    return {"xlsx", [] { return std::make_unique<SheetsStore>(FileKind::xlsx); }};
}
StoreFactory ods_factory() {
    return {"ods", [] { return std::make_unique<SheetsStore>(FileKind::ods); }};
}

}  // namespace gdprd::connectors::test

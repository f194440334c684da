// Any bytes are a spreadsheet or are told to be none, without more memory than the limits allow;
// every sheet of one that is can be read to its end or to an error; unpacking never gives more than
// the directory says; and a file that is copied entry by entry is read as the first one was.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>

#include "config/base/assert.hpp"
#include "config/base/bytes.hpp"
#include "config/base/files.hpp"
#include "connectors/files/record_reader.hpp"
#include "connectors/files/workbook.hpp"
#include "connectors/files/zip_rewriter.hpp"
#include "connectors/files/zip_search.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::connectors;

Descriptor file_of(BytesView bytes) {
    Descriptor out(::memfd_create("fuzz", MFD_CLOEXEC));
    GDPRD_ASSERT(out.valid() && write_all(out.get(), bytes).has_value());
    return out;
}

void read_sheets(Workbook& book, const Call& call) {
    for (const auto& sheet : book.sheets()) {
        auto format = book.make_format(sheet, {}, call);
        if (!format) return;
        auto bytes = book.zip().read(*book.zip().find(sheet.part));
        if (!bytes) return;
        auto reader = RecordReader::open(std::move(*bytes), TextEncoding{}, **format, call);
        GDPRD_ASSERT(reader.has_value());
        for (auto piece = reader->next(); piece && *piece; piece = reader->next())
            if ((*piece)->is_record) (void)(*format)->cells((*piece)->text);
    }
}

void check_zip(int descriptor, const Call& call) {
    const auto zip = ZipFile::open(descriptor, call);
    if (!zip) return;
    for (const auto& entry : zip->entries()) {
        const auto all = zip->read_all(entry, call);
        GDPRD_ASSERT(!all || all->size() == entry.size);
    }
    const Descriptor copy = file_of({});
    ZipRewriter writer(*zip, copy.get(), call);
    for (const auto& entry : zip->entries()) GDPRD_ASSERT(writer.copy(entry).has_value());
    GDPRD_ASSERT(writer.finish().has_value());
    const auto again = ZipFile::open(copy.get(), call);
    GDPRD_ASSERT(again && again->entries().size() == zip->entries().size());
    for (std::size_t i = 0; i < zip->entries().size(); ++i) {
        const auto old = zip->read_all(zip->entries()[i], call);
        const auto now = again->read_all(again->entries()[i], call);
        GDPRD_ASSERT(old.has_value() == now.has_value() && (!old || *old == *now));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Call call;
    const Descriptor file = file_of({data, size});
    check_zip(file.get(), call);
    for (const FileKind kind : {FileKind::xlsx, FileKind::ods}) {
        auto book = Workbook::open(file.get(), kind, call);
        if (book) read_sheets(*book, call);
    }
    WordSearch search({"ada@example.org"}, "UTF-8");
    (void)search_zip(file.get(), WordSearch::Content::text, search, call);
    return 0;
}

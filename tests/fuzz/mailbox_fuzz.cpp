// Any bytes are cut into messages that together are the bytes again; the rows are the same whatever
// pieces the bytes come in; and without one message all others are as they were, or it is refused.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>

#include "config/base/assert.hpp"
#include "config/base/bytes.hpp"
#include "config/base/files.hpp"
#include "connectors/files/mailbox_rewrite.hpp"
#include "connectors/files/mailbox_search.hpp"
#include "connectors/files/mailbox_splitter.hpp"
#include "tests/support/mailboxes.hpp"

namespace {

using namespace gdprd;
using connectors::Call;
using connectors::MailboxSplitter;

std::uint64_t check_pieces(std::string_view text) {
    const Call call;
    MailboxSplitter splitter(std::make_unique<test::TextSource>(text), call);
    std::string all;
    for (;;) {
        const auto piece = splitter.next();
        if (!piece) return 0;
        if (!*piece) break;
        GDPRD_ASSERT(!(*piece)->text.empty());
        all += (*piece)->text;
    }
    GDPRD_ASSERT(all == text);
    return splitter.message();
}

Descriptor memory(std::string_view content) {
    Descriptor out(::memfd_create("mailbox", MFD_CLOEXEC));
    GDPRD_ASSERT(out.valid() && write_all(out.get(), as_bytes(content)));
    return out;
}

void check_without(std::string_view text, std::uint64_t number,
                   std::vector<test::Message> messages) {
    const Call call;
    const Descriptor old = memory(text);
    const Descriptor fresh = memory("");
    const connectors::FileEdits edits{{number, {true, ""}}};
    if (!connectors::write_mailbox_anew(old.get(), fresh.get(), edits, call)) return;
    const auto left = test::read_mailbox(std::make_unique<connectors::FileSource>(fresh.get(), 0));
    GDPRD_ASSERT(left.has_value());
    messages.erase(messages.begin() + static_cast<std::ptrdiff_t>(number) - 1);
    GDPRD_ASSERT(*left == messages);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = as_text({data, size});
    const std::uint64_t count = check_pieces(text);
    const auto messages = test::read_mailbox(text);
    if (!messages) return 0;
    GDPRD_ASSERT(messages->size() == count);
    const auto in_pieces = test::read_mailbox(text, 3);
    GDPRD_ASSERT(in_pieces.has_value() && *in_pieces == *messages);
    for (std::uint64_t i = 1; i <= std::min<std::uint64_t>(count, 4); ++i)
        check_without(text, i, *messages);
    const Call call;
    const Descriptor file = memory(text);
    connectors::WordSearch search({"ada@example.org"}, "windows-1252");
    GDPRD_ASSERT(connectors::search_mailbox(std::make_unique<connectors::FileSource>(file.get(), 0),
                                            search, call)
                     .has_value());
    return 0;
}

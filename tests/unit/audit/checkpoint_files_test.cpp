#include "audit/checkpoint_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "tests/support/temp_dir.hpp"

namespace gdprd::audit {
namespace {

/// A file that is read only, in memory.
class TextFile final : public StoredFile {
  public:
    explicit TextFile(std::string text) : text_(std::move(text)) {}
    Result<void> write_at(std::uint64_t, BytesView) override { return read_only(); }
    Result<void> sync() override { return {}; }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
        const auto count = std::min<std::size_t>(out.size(), text_.size() - offset);
        std::copy_n(text_.begin() + static_cast<std::ptrdiff_t>(offset), count, out.begin());
        return count;
    }
    Result<std::uint64_t> size() override { return text_.size(); }
    Result<void> truncate(std::uint64_t) override { return read_only(); }

  private:
    static Error read_only() { return Error(ErrorCode::unsupported, "this file is read only"); }
    std::string text_;
};

std::string record(int size) {
    return "example.org/log\n" + std::to_string(size) + "\n" + std::string(44, 'R') +
           "\n\n\xE2\x80\x94 example.org/log " + std::string(92, 'S') + "\n\n";
}

TEST(CheckpointLogReader, reads_a_log_of_many_chunks_to_its_end) {
    std::string text;
    for (int i = 0; i < 3000; ++i) text += record(i);
    TextFile file(text);
    CheckpointLogReader reader(file, "example.org/log", text.size());

    int read = 0;
    for (;;) {
        const auto note = reader.next();
        ASSERT_TRUE(note) << "record " << read << ": " << note.error().message();
        if (!*note) break;
        EXPECT_EQ((*note)->text + "\n", record(read));
        ++read;
    }

    EXPECT_EQ(read, 3000);
    EXPECT_EQ(reader.offset(), text.size());
}

TEST(CheckpointLogReader, refuses_a_record_that_never_ends) {
    const std::string text = record(1) + std::string(200 * 1024, 'x');
    TextFile file(text);
    CheckpointLogReader reader(file, "example.org/log", text.size());

    ASSERT_TRUE(reader.next());
    const auto endless = reader.next();

    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().code(), ErrorCode::corrupt);
}

TEST(CheckpointFiles, lists_a_note_once_that_had_to_be_stored_twice) {
    const test::TempDir dir;
    const Secret seed{BytesView(Bytes(32, 7))};
    const VerifierKey key{"example.org/log",
                          key_id("example.org/log", crypto::ed25519_public(seed)),
                          crypto::ed25519_public(seed)};
    const std::string note = sign_checkpoint({"example.org/log", 5, {}}, seed);
    CheckpointFiles files(real_files(), dir.path(), dir.path("last-signed"));
    ASSERT_TRUE(files.load(key));
    // The copy cannot be written, the list can.
    std::filesystem::create_directory(dir.path("checkpoint.new"));
    ASSERT_FALSE(files.store(note));
    std::filesystem::remove(dir.path("checkpoint.new"));

    EXPECT_TRUE(files.store(note));

    EXPECT_EQ(dir.read("checkpoints"), note + "\n");
    EXPECT_EQ(dir.read("checkpoint"), note);
    CheckpointFiles again(real_files(), dir.path(), dir.path("last-signed"));
    ASSERT_TRUE(again.load(key));
    EXPECT_TRUE(again.store(note));
    EXPECT_EQ(dir.read("checkpoints"), note + "\n");
}

}  // namespace
}  // namespace gdprd::audit

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// Bytes that go to a place in a file of DIR/keys.
struct KeyWrite {
    std::string name;  ///< relative to DIR/keys: "ratchet", "subjects/0"
    std::uint64_t offset = 0;
    Bytes bytes;
};

/// DIR/keys/journal: makes a change of several key files one step. The change is written there and
/// synced, then written in place over what it replaces, so that no old key stays in a block that
/// was given back; a crash leaves the change undone, or to be done again at the next open. One
/// thread at a time; the trail's lock is held.
class KeyJournal {
  public:
    /// `dir` is the trail's directory.
    KeyJournal(std::shared_ptr<FileStore> files, std::string dir)
        : files_(std::move(files)), dir_(std::move(dir)) {}

    /// All of `writes` durable in their files, in order; the files grow, and are made, as needed.
    /// unavailable: no space, and nothing has changed. After any other error it is not known
    /// whether the change will stand: nothing more may be written before recover() has run.
    Result<void> commit(const std::vector<KeyWrite>& writes);
    /// Does what a crash left undone.
    Result<void> recover();

  private:
    Result<void> make_room(const std::vector<KeyWrite>& writes);
    Result<void> store(const Bytes& record);
    Result<void> apply(const std::vector<KeyWrite>& writes);
    Result<void> clear();

    std::shared_ptr<FileStore> files_;
    std::string dir_;
};

/// The change that stands in the journal but perhaps not yet in its files; empty: none.
Result<std::vector<KeyWrite>> load_key_journal(FileStore& files, const std::string& dir);
/// The same from the journal's bytes: a record that is torn, or cleared, is none.
[[nodiscard]] std::vector<KeyWrite> parse_key_journal(BytesView file);
/// A file as it is once `pending` stands. not_found when it is neither there nor pending.
Result<Bytes> read_key_file(FileStore& files, const std::string& dir, const std::string& name,
                            const std::vector<KeyWrite>& pending);

}  // namespace gdprd::audit

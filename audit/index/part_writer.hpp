#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "audit/index/part_format.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::audit {

/// What a part says besides its records.
struct PartFacts {
    std::vector<Zone> zones;
    PartSummary summary;
    std::uint32_t types = 0;
    Hash last_leaf{};
};

/// Writes one part beside, and gives it its name when it is whole and synced: a crash leaves the
/// part or a .new, which the next start removes. Memory: a buffer and the fences.
class PartWriter {
  public:
    /// `header.salt` is chosen here. `dir` is the trail's directory.
    static Result<PartWriter> create(FileStore& files, const std::string& dir, PartHeader header,
                                     const IndexKeys& keys);
    /// Tokens ascend, each once; numbers ascend, at least one.
    Result<void> add(const Token& token, const std::vector<std::uint64_t>& numbers);
    Result<void> finish(const PartFacts& facts);

  private:
    PartWriter(FileStore& files, std::string dir, PartHeader header, const IndexKeys& keys);
    Result<void> put(BytesView plain);
    void seal_block();
    Result<void> flush();

    FileStore* files_;
    std::string dir_;
    PartHeader header_;
    Bytes clear_;
    crypto::Aes256Gcm cipher_;
    std::unique_ptr<StoredFile> file_;
    Bytes plain_;   ///< of the block that is being filled
    Bytes sealed_;  ///< blocks that are not written yet
    std::vector<PartFence> fences_;
    std::uint64_t fenced_block_ = ~std::uint64_t{0};
    std::uint64_t blocks_ = 0;  ///< sealed ones
    std::uint64_t written_ = 0;
    std::uint64_t records_bytes_ = 0;
};

}  // namespace gdprd::audit

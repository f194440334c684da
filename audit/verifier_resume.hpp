#pragma once

#include <cstdint>
#include <string>

#include "audit/checkpoint.hpp"
#include "audit/file_store.hpp"
#include "audit/tree.hpp"
#include "audit/verifier.hpp"
#include "config/base/cbor.hpp"

namespace gdprd::audit {

/// Where a verification stood: behind a frame in which a signed checkpoint lies. Edge, frame and
/// note prove each other, so a file that somebody altered cannot make entries pass unseen; the rest
/// (counts, payloads that wait for their redact entry) is as trustworthy as the file's owner.
struct ResumePoint {
    bool keyed = false;                                  ///< with a data key
    std::string segment;                                 ///< relative name
    std::uint64_t offset = 0;                            ///< of the frame
    TreeEdge before;                                     ///< the tree before the frame
    std::string note;                                    ///< signed for a size in the frame
    cbor::Value report, checkpoints, payloads, entries;  ///< what the parts saved behind the frame
};

[[nodiscard]] Bytes encode_resume_point(const ResumePoint& point, const VerifierKey& key);
/// stale when it is of another key; corrupt when it is none.
Result<ResumePoint> parse_resume_point(BytesView bytes, const VerifierKey& key);

[[nodiscard]] cbor::Value saved_counts(const VerifyReport& report);
Result<void> restore_counts(const cbor::Value& saved, VerifyReport& report);

}  // namespace gdprd::audit

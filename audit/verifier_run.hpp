#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "audit/segments.hpp"
#include "audit/verifier_entries.hpp"
#include "audit/verifier_frames.hpp"
#include "audit/verifier_naming.hpp"
#include "audit/verifier_parts.hpp"
#include "audit/verifier_pipeline.hpp"
#include "audit/verifier_resume.hpp"
#include "audit/verifier_subjects.hpp"

namespace gdprd::audit {

inline constexpr std::size_t kVerifyThreadsMax = 64;

/// One run of verify_trail(): verifier.cpp has the files beside the entries and the order of all,
/// verifier_segments.cpp the entries, verifier_resume.cpp the saved position.
class Verification {
  public:
    Verification(std::shared_ptr<FileStore> store, std::string dir, const VerifyOptions& options,
                 VerifierKey key)
        : store_(std::move(store)),
          files_(*store_),
          dir_(std::move(dir)),
          options_(options),
          key_(std::move(key)),
          faults_(report_, options.faults_max),
          checkpoints_(files_, dir_, key_, faults_, report_),
          naming_(faults_),
          tree_(files_, dir_, faults_, report_),
          payloads_(faults_, report_),
          entries_(faults_, report_),
          threads_(std::clamp<std::size_t>(
              options.threads != 0 ? options.threads : std::thread::hardware_concurrency(), 1,
              kVerifyThreadsMax)) {}

    Result<VerifyReport> run();
    /// Why the resume file was of no use; run() did nothing then. Empty: it was, or there is none.
    [[nodiscard]] const std::string& misfit() const noexcept { return misfit_; }

  private:
    enum class Outcome { goes_on, stopped };

    bool is_of_another_key();
    void look_for_vkey_file();
    void check_vkey_file();
    [[nodiscard]] bool has_signing_key(const KeyFiles& files) const;
    [[nodiscard]] bool has_later_signing_key(const KeyFiles& files) const;
    Result<void> check_key_files();
    Result<void> check_subject_keys();
    Result<void> check_zero_file(const std::string& name);
    Result<void> check_names();
    Result<void> start_threads();
    Result<void> check_entries(std::vector<SegmentName> segments, std::uint64_t offset);
    Result<Outcome> segment(const SegmentName& name, const SegmentName* next, std::uint64_t offset);
    const PreparedFrame* frame_ahead(const FrameScan& scan, StoredFile& file,
                                     const SegmentName* next);
    Result<std::optional<FrameScan::Step>> load_unsigned(FrameScan& scan);
    Result<Outcome> no_frame(FrameScan& scan, FrameScan::Step step, const SegmentName& name);
    Result<Outcome> loaded_frame(const FrameScan& scan, const std::string& file);
    Result<Outcome> frame(const PreparedFrame& prepared, const std::string& file);
    Result<Outcome> checkpoints_in(const PreparedFrame& prepared, const std::string& file);
    void blame(const FilePlace& start, BytesView bytes, const std::string& what);
    void blame_unlisted(const FilePlace& start, BytesView bytes, const std::string& what);
    void blame_padding(const PreparedFrame& prepared, const std::string& file);
    Result<bool> resume(std::vector<SegmentName>& segments, std::uint64_t& offset);
    Result<bool> resume_at(const ResumePoint& point, std::uint64_t& offset);
    Result<void> save(const PreparedFrame& prepared, const TreeEdge& before,
                      const std::string& file, const std::string& note);

    std::shared_ptr<FileStore> store_;
    FileStore& files_;
    std::string dir_;
    const VerifyOptions& options_;
    VerifierKey key_;
    VerifyReport report_;
    FaultList faults_;
    CheckpointCheck checkpoints_;
    NamingCheck naming_;
    TreeCheck tree_;
    PayloadCheck payloads_;
    EntryCheck entries_;
    SubjectCheck subjects_;
    std::size_t threads_;
    std::unique_ptr<FramePipeline> pipeline_;
    bool keyed_ = false;
    TreeEdge edge_;
    TileHashes complete_;
    PreparedFrame loaded_;  ///< a frame that did not come out of the pipeline
    std::optional<CheckpointCheck::Suspect> suspect_;  ///< the tree has another hash of it
    FilePlace end_{"segments", 0};
    std::string misfit_;
    std::chrono::steady_clock::time_point saved_at_ = std::chrono::steady_clock::now();
};

}  // namespace gdprd::audit

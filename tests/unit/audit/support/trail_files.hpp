#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "audit/frame.hpp"

namespace gdprd::test {

/// The files of a closed trail as they were, the places of its entries in them, and ways to damage
/// and restore them.
class TrailFiles {
  public:
    struct FramePlace {
        std::string file;
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0;
        std::uint64_t first_seq = 0;
    };
    struct Place {
        std::string file;
        std::uint64_t offset = 0;
    };

    void load(const std::string& dir);
    void restore(const std::string& dir) const;

    [[nodiscard]] std::vector<std::string> names_under(const std::string& prefix) const;
    [[nodiscard]] std::uint64_t size(const std::string& name) const;
    [[nodiscard]] const std::vector<FramePlace>& frames() const { return frames_; }
    [[nodiscard]] FramePlace frame_of(std::uint64_t seq) const;
    [[nodiscard]] FramePlace frame_after(const FramePlace& frame) const;
    [[nodiscard]] Place leaf(std::uint64_t seq) const { return leaves_.at(seq); }
    [[nodiscard]] Place payload(std::uint64_t seq) const { return payloads_.at(seq); }

    void flip(const std::string& dir, const std::string& name, std::uint64_t offset,
              std::uint64_t bit) const;
    void write(const std::string& dir, const std::string& name, const std::string& content) const;
    void write_at(const std::string& dir, const Place& place, BytesView bytes) const;
    void truncate(const std::string& dir, const std::string& name, std::uint64_t size) const;
    void zero(const std::string& dir, const FramePlace& frame) const;
    void move_block(const std::string& dir, const FramePlace& from, const FramePlace& to) const;
    void swap(const std::string& dir, const FramePlace& a, const FramePlace& b) const;
    /// Changes the header of a frame and makes the CRC fit what is in the file then.
    void rewrite_frame(const std::string& dir, const FramePlace& frame,
                       const std::function<void(audit::FrameHeader&)>& change) const;
    [[nodiscard]] BytesView bytes_of(const FramePlace& frame) const;

  private:
    std::map<std::string, Bytes> files_;
    std::vector<FramePlace> frames_;
    std::map<std::uint64_t, Place> leaves_;
    std::map<std::uint64_t, Place> payloads_;
};

}  // namespace gdprd::test

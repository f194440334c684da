#pragma once

#include <string>
#include <vector>

#include "config/limits.hpp"
#include "policy/cells/cell_leaves.hpp"

namespace gdprd::policy::cells {

/// Where a reader stands, and what it tells from there.
class LeafWalk {
  public:
    explicit LeafWalk(const LeafSink& sink) : sink_(sink) {}

    /// False: too deep, nothing was entered.
    [[nodiscard]] bool enter(std::string_view name) {
        return push({std::string(name), false, false, 0});
    }
    /// Whose elements, values and what is entered, are counted from 0.
    [[nodiscard]] bool enter_list() { return push({{}, true, true, 0}); }
    [[nodiscard]] bool enter_index(std::string_view number) {
        return push({std::string(number), true, false, 0});
    }
    void leave() { frames_.pop_back(); }
    void rename(std::string_view name) { frames_.back().name = name; }
    /// An element that has no value.
    void pass() {
        if (frames_.empty() || !frames_.back().counts) return;
        frames_.back().name = std::to_string(frames_.back().next++);
    }

    /// False: no more is wanted.
    [[nodiscard]] bool leaf(std::string_view value) {
        if (leaves_ == config::limits::kCellLeaves) return false;
        ++leaves_;
        pass();
        keys_.clear();
        for (const Frame& frame : frames_) keys_.push_back({frame.name, frame.index});
        return sink_(keys_, value);
    }

  private:
    struct Frame {
        std::string name;
        bool index = false;
        bool counts = false;
        std::size_t next = 0;
    };
    bool push(Frame frame) {
        if (frames_.size() == config::limits::kCellDepth) return false;
        pass();
        frames_.push_back(std::move(frame));
        return true;
    }

    const LeafSink& sink_;
    std::vector<Frame> frames_;
    std::vector<CellKey> keys_;
    std::size_t leaves_ = 0;
};

// One reader for each format; `cell` is at most kCellBytes long.
CellEnd read_json(std::string_view cell, LeafWalk& walk);
CellEnd read_xml(std::string_view cell, LeafWalk& walk);
CellEnd read_php(std::string_view cell, LeafWalk& walk);
CellEnd read_query(std::string_view cell, LeafWalk& walk);
CellEnd read_lines(std::string_view cell, LeafWalk& walk);
CellEnd read_table(std::string_view cell, LeafWalk& walk);

[[nodiscard]] bool is_query(std::string_view cell);
[[nodiscard]] bool is_lines(std::string_view cell);
[[nodiscard]] bool is_table(std::string_view cell);

}  // namespace gdprd::policy::cells

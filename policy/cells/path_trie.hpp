#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/personal.hpp"
#include "policy/cells/cell_leaves.hpp"
#include "policy/cells/cell_path.hpp"
#include "policy/sweep/sweeper.hpp"

namespace gdprd::policy {

/// A place inside the cells of one column, with a bounded sample of what stands there.
struct CellPath {
    CellKeys keys;
    std::vector<Personal<std::string>> samples;  ///< beginnings of values
    std::size_t cells = 0;                       ///< that have a value there
};

/// Collects the places inside the cells of one column. A name inside a cell may be somebody's data
/// itself ({"anna@x.example": …}), and what is found here ends in the catalogue: indices are "*",
/// and so are names that detectors know, names of people, names that stand in one cell alone and
/// say nothing that a field is called, and all names of an object that has too many. Memory is
/// bounded by limits, whatever is added.
class PathTrie {
  public:
    PathTrie();
    ~PathTrie();
    PathTrie(PathTrie&&) noexcept;
    PathTrie& operator=(PathTrie&&) noexcept;

    void begin_cell() noexcept { ++cells_; }
    /// A leaf of the cell that was begun. What goes beyond limits is counted as `left_out()`.
    void add(std::span<const CellKey> keys, std::string_view value);

    [[nodiscard]] std::size_t cells() const noexcept { return cells_; }
    [[nodiscard]] std::size_t left_out() const noexcept { return left_out_; }

    /// Places with values, in order of their keys. Empties the trie.
    [[nodiscard]] std::vector<CellPath> take(sweep::Sweeper& sweeper);

  private:
    struct Node;
    Node* child(Node& of, const CellKey& key);

    std::unique_ptr<Node> root_;
    std::size_t nodes_ = 0;
    std::size_t cells_ = 0;
    std::size_t left_out_ = 0;
    std::size_t sample_bytes_ = 0;
};

}  // namespace gdprd::policy

#pragma once

#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/files/file_rules.hpp"
#include "connectors/files/tree.hpp"
#include "connectors/files/word_search.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// The residue step of a tree: what crashes left of rewriting is removed, then the bytes of every
/// regular file are searched, hidden ones and editors' copies too. A locked file makes it pending.
class FilesResidue {
  public:
    FilesResidue(const FileTree& tree, const FileRules& rules, const StoreSettings& settings,
                 const Call& call);
    Result<ResidueResult> run(const std::vector<policy::PersonalCell>& values);

  private:
    void tell_limits(const TreeListing& listing);
    Result<bool> is_locked(const std::string& path);
    Result<bool> search_file(const std::string& path, int descriptor, WordSearch& search);

    const FileTree& tree_;
    const FileRules& rules_;
    const StoreSettings& settings_;
    const Call& call_;
    ResidueResult result_;
};

}  // namespace gdprd::connectors

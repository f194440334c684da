#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/byte_search.hpp"
#include "connectors/connector.hpp"
#include "connectors/sqlite/schema.hpp"
#include "connectors/sqlite/store_file.hpp"

namespace gdprd::connectors {

/// The residue step of SQLite: full-text indexes optimised, VACUUM, WAL and journal emptied, then
/// the bytes of the files searched. Waits for others' locks within lock_timeout; then "pending".
class SqliteResidue {
  public:
    SqliteResidue(SqliteStoreFile& file, const StoreSettings& settings, const Call& call);
    Result<ResidueResult> run(const std::vector<policy::PersonalCell>& values);

  private:
    /// Why it must be tried again; nullopt when all is purged that can be.
    using Pending = std::optional<std::string>;

    Result<Pending> purge();
    Result<Pending> optimise_full_text();
    Result<Pending> vacuum();
    Result<Pending> empty_journals();
    Result<Pending> search(const std::vector<policy::PersonalCell>& values);
    Result<void> discount_longer_words(const std::vector<policy::PersonalCell>& values,
                                       const ByteSearch& bytes);
    /// How living rows hold a value.
    enum class Living : unsigned char { nowhere, inside_a_longer_word, as_a_word };
    Result<Living> living(const std::string& value);
    Result<Living> living_in(const SqliteLayout& layout, const std::string& value);
    Result<void> search_main_file(ByteSearch& bytes);
    Result<void> search_beside(ByteSearch& bytes, const char* suffix);
    Result<std::string> pragma(const std::string& name);

    SqliteStoreFile& file_;
    const StoreSettings& settings_;
    const Call& call_;
    ResidueResult result_;
    std::uint64_t inside_longer_ = 0;  ///< values seen only inside longer words of rows that stay
};

/// VACUUM writes the database once beside itself and once into the journal.
[[nodiscard]] bool has_room_for_vacuum(const std::string& path);

}  // namespace gdprd::connectors

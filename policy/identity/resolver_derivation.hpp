#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "policy/identity/phone_in_text.hpp"
#include "policy/identity/resolver.hpp"
#include "policy/identity/resolver_facts.hpp"

namespace gdprd::policy {

/// What a resolution starts from; outlives the derivation.
struct Inquiry {
    const Catalogue* catalogue = nullptr;
    const Policy* policy = nullptr;
    const Estate* estate = nullptr;
    const std::set<Seed>* seeds = nullptr;
    const MatchVerdicts* verdicts = nullptr;
    const Secret* match_key = nullptr;
    const Told* recalled = nullptr;
};

/// One reading of all facts, from the seeds on. A stage that lacks some asks and ends; the next
/// reading begins anew: nothing from half an answer survives, the order of answers cannot matter.
class Derivation {
  public:
    Derivation(const Inquiry& inquiry, Facts& facts);

    /// True when every stage had all its answers.
    [[nodiscard]] bool run();
    [[nodiscard]] Resolution take() &&;

  private:
    struct Match {
        std::set<Seed> carried;
        std::set<Seed> doubtful;     ///< of `carried`: in another's field, or spelt otherwise
        bool by_birth_date = false;  ///< name and birth date are the same
        bool ascended = false;       ///< a row that refers to this one carries it
        bool foreign = false;        ///< the row belongs to somebody else's row
    };
    struct Judged {
        Strength strength = Strength::possible;
        bool decided = false;
        bool shared = false;
        std::string path;
        std::vector<std::string> evidence;
    };
    enum class Upwards : unsigned char { none, foreign, ascended, matched };
    struct Climb {
        Upwards kind = Upwards::none;
        RowId to;
    };
    /// A store, or one of its collections that is a register of its own.
    using Register = std::pair<StoreName, std::optional<CollectionName>>;
    using OwnersBySeed = std::map<std::pair<Register, Seed>, std::size_t>;

    // resolver_roots.cpp: rows that carry an identifier and belong to no other such row
    bool find_roots();
    void ask_for_identifiers();
    void ask_for_birth_dates();
    void collect_matches();
    void match_row(const Node& node, const RowKey& key, const Values& values);
    bool climb();
    Climb climb_from(const RowId& start, const RowId& row, const Match& match, std::size_t depth);
    [[nodiscard]] Upwards judge_parent(const RowId& parent, const Match& match) const;
    bool learn();
    bool learn(const RowId& row, const Judged& judged);
    bool learn(PersonName name);
    [[nodiscard]] std::set<Seed> taught_by(const RowId& row, const Judged& judged) const;

    // resolver_judge.cpp: how sure is it
    void judge_all();
    [[nodiscard]] Judged judge(const RowId& row, const Match& match,
                               const OwnersBySeed& carriers) const;
    [[nodiscard]] Register register_of(const RowId& row) const;
    [[nodiscard]] OwnersBySeed carriers() const;
    [[nodiscard]] std::size_t owners(const std::vector<RowId>& rows) const;
    [[nodiscard]] bool tells_people_apart(const RowId& row, const Seed& besides) const;
    [[nodiscard]] bool has_twin(const RowId& row, const Seed& seed) const;
    void settle_conflicts(std::map<RowId, Judged>& judged) const;

    // resolver_contradictions.cpp: what speaks against it
    void find_contested();
    [[nodiscard]] bool is_known(const Seed& seed) const;
    [[nodiscard]] std::set<IdentifierType> differing_types(const RowId& row) const;
    [[nodiscard]] std::set<RowId> differing_rows(const std::vector<RowId>& fresh) const;
    [[nodiscard]] NameVerdict compare(const Node& node, const Values& values) const;
    [[nodiscard]] bool is_overruled(const PersonName& known, const PersonName& name) const;
    [[nodiscard]] bool whole_name_agrees(const Node& node, const Values& values) const;

    // resolver_owned.cpp: what belongs to the roots
    bool close_ownership();
    bool own_referring(const RowId& row, const std::string& path);
    bool own_referred(const RowId& row, const std::string& path);
    bool leads_to_others(const Reference& via, const std::vector<std::string>& tuple,
                         const std::optional<RowId>& besides = {});
    bool has_foreign_part(const RowId& whole, const Reference& via);
    bool own(const RowId& row, Judged&& judged);
    bool share(const RowId& row, std::string path, std::string evidence);
    [[nodiscard]] std::string why_shared(const RowId& row, const Reference& via) const;
    enum class Belonging : unsigned char { owned, other_person, uncertain };
    [[nodiscard]] Belonging belonging(const RowId& row, const Reference& via) const;
    enum class Referred : unsigned char { not_owned, uncertain, owned };
    [[nodiscard]] Referred referred(const RowId& row, const Reference& via) const;
    [[nodiscard]] std::size_t other_referrers(const RowId& row);

    // resolver_mentions.cpp: the subject's identifiers elsewhere
    bool sweep();
    void collect_forms();
    void sweep_text(const Node& node, std::size_t at);
    void sweep_longer(const Node& node, const IdentifyingField& field);
    std::set<std::string> want_forms(const Node& node, std::size_t at);
    void sweep_identifiers(const Node& node, const IdentifyingField& field);
    void mention(const RowId& row, std::size_t at, const PersonalCell& cell, std::string evidence);

    [[nodiscard]] const Node& node(const RowId& row) const { return estate_.node(row.in); }
    [[nodiscard]] const Values& values(const RowId& row) const;
    [[nodiscard]] std::string match_id(const RowId& row) const;
    [[nodiscard]] const MatchVerdict* verdict(const RowId& row) const;
    [[nodiscard]] Carriers carriers_of(const Seed& seed) const;
    [[nodiscard]] SubjectRow subject_row(const RowId& row, const Judged& judged) const;
    [[nodiscard]] std::set<Seed> unique_identifiers(const RowId& row) const;

    const Inquiry& inquiry_;
    const Estate& estate_;
    Facts& facts_;
    std::set<Seed> identifiers_;
    Countries countries_;
    std::vector<PersonName> names_;
    std::set<std::string> birth_dates_;
    std::set<Seed> recalled_;  ///< of `identifiers_`: what only an erased row told
    std::map<RowId, Told> told_;
    std::map<RowId, Match> matches_;
    std::set<RowId> dominated_;          ///< matches that belong to another match
    std::set<Seed> shared_;              ///< unique by type, but two people have it
    std::set<Seed> contested_;           ///< a named row that is not the subject's carries it
    std::map<RowId, Judged> judged_;     ///< the roots
    std::map<RowId, Judged> decided_;    ///< roots as judged when they were first decided
    std::map<RowId, Judged> owned_;      ///< decided roots and what belongs to them
    std::map<RowId, Judged> disputed_;   ///< shared, undecided
    std::map<RowId, Judged> referring_;  ///< other people's rows that refer to owned ones
    std::map<RowId, SubjectRow> mentions_;
    std::set<std::string> forms_, name_forms_, encoded_forms_;  ///< to look for in text
    std::map<std::string, PhoneInText> phones_;  ///< by normal form, to look for in text
    std::set<Seed> wider_;  ///< identifiers of owned rows that were never searched
};

}  // namespace gdprd::policy

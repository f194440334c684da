#pragma once

#include <span>
#include <string>
#include <vector>

#include "policy/catalogue/classifier.hpp"
#include "policy/catalogue/classifier_names.hpp"

namespace gdprd::policy::context {

/// What a collection is about, told by its name and its fields.
enum class Role : unsigned char {
    unknown,
    person,
    organisation,
    event,
    content,
    thing,
    lookup,
    record
};

/// The words of a field after affixes that recur in its collection are cut off.
struct FieldWords {
    std::vector<std::string> parents;  ///< of the parts of a nested path above the leaf
    std::vector<std::string> leaf;
    std::vector<std::string> prefix;  ///< what was cut off the leaf: says whose, not what
    std::vector<std::string> uncut;   ///< the leaf before
    std::vector<std::string> comment;
};

struct Collection {
    Role role = Role::unknown;
    double person = 0;         ///< log-odds that rows are about persons; -3 … 3.2
    bool person_head = false;  ///< a row is a person, not something of one ("user_preferences")
    bool has_address = false;  ///< a street, postal code or city stands among the fields
    bool has_address_part = false;     ///< one of these by a name of its own, not "invoice_address"
    bool is_label = false;             ///< one field, and a name that says nothing of it
    bool names_person = false;         ///< "user_preferences" too, whose rows are something of one
    bool holds_custom_values = false;  ///< of fields that its users define
    bool holds_changes = false;        ///< what was there before and after somebody changed it
    bool has_author = false;           ///< each row says who wrote it: "author_id", "posted_by"
    bool of_templates = false;         ///< rows from which something is made: nobody's yet
    bool has_person_name = false;
    bool has_first_name = false;
    bool has_last_name = false;
    bool has_job = false;                     ///< a job or function besides "title"
    std::size_t identifying = 0;              ///< fields whose names alone identify
    std::vector<std::string> name;            ///< words of the collection's name
    const names::Entry* named_for = nullptr;  ///< a concept that ends it: "phone_numbers"
    std::vector<FieldWords> fields;
};

/// `fields` are those of one collection, in order.
[[nodiscard]] Collection read_collection(std::span<const FieldEvidence* const> fields);

[[nodiscard]] std::string_view to_string(Role role) noexcept;

}  // namespace gdprd::policy::context

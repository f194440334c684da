#pragma once

#include <string_view>

namespace gdprd::policy {

/// Whether a field's name says that it speaks of another person than its row does: partner_email,
/// emergency_contact_phone, referred_by, Notfallkontakt. Such a value never identifies the row's
/// person and leads nowhere (DESIGN §5: nobody is merged on a guess); it is swept like free text.
[[nodiscard]] bool names_another_person(std::string_view field);

/// Whether a field's name says that it holds one more address or number of the row's own person:
/// alt_email, email2, private_phone. Only words that name nobody else count, so that billing_email
/// and agent_email are none.
[[nodiscard]] bool names_one_more(std::string_view field);

/// Whether a field is named after a collection: customer_id after customers; support_rep is not
/// named after employees.
[[nodiscard]] bool is_named_after(std::string_view field, std::string_view collection);

/// Whether it is named after the collection and says that it holds a key: customer_id, customerNo,
/// customer; not customer_age.
[[nodiscard]] bool is_key_of(std::string_view field, std::string_view collection);
/// Whether a name says that it holds a key and nothing else: id, no, uuid.
[[nodiscard]] bool names_only_a_key(std::string_view field);

/// What the name of a reference says of the person it leads to.
enum class ReferenceRole : unsigned char {
    subject,  ///< the row is theirs: customer_id
    staff,    ///< somebody of the house: staff_id, Bearbeiter; theirs when it is nobody else's
    agent,    ///< somebody who acted on the row: handled_by, approved_by, account_manager
    other,    ///< related in another way: owner, contact, author, sponsor
};
[[nodiscard]] std::string_view to_string(ReferenceRole role) noexcept;
/// `named_after_target`: customer_id → customers. Then only the target's name counts.
[[nodiscard]] ReferenceRole role_of_reference(std::string_view field, std::string_view target,
                                              bool named_after_target);

/// Whether an address field speaks of somebody who deals with the row's person or for them:
/// manager_email, cc_email, delegate_email, introduced_by.
[[nodiscard]] bool names_a_go_between(std::string_view field);

/// Whether a field's name says nothing but what it holds: email, e_mail_address, Courriel.
[[nodiscard]] bool names_only_its_kind(std::string_view field);

/// Whether a field's name says that it holds an address or a number, whosever: billing_email.
[[nodiscard]] bool names_its_kind(std::string_view field);

/// Whether a field may hold the row's own address where the plain one is empty: billing_email.
[[nodiscard]] bool names_the_row_itself(std::string_view field);

/// Companies, teams, products: many people refer to such a row, it is nobody's.
[[nodiscard]] bool names_an_organisation(std::string_view collection);

/// Collections of people, also where their rows hold no names: users, accounts, Mitglieder.
[[nodiscard]] bool names_people(std::string_view collection);

}  // namespace gdprd::policy

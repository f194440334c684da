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

}  // namespace gdprd::policy

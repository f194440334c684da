#pragma once

#include <string_view>

namespace gdprd::policy {

/// Whether a field's name says that it speaks of another person than its row does: partner_email,
/// emergency_contact_phone, referred_by, Notfallkontakt. Such a value never identifies the row's
/// person and leads nowhere (DESIGN §5: nobody is merged on a guess); it is swept like free text.
[[nodiscard]] bool names_another_person(std::string_view field) noexcept;

}  // namespace gdprd::policy

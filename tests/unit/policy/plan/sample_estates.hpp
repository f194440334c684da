#pragma once

#include "memory_estate.hpp"

namespace gdprd::policy {

/// A CRM, a marketing tool and a help desk with synthetic people: Anna (customer 1) with an address
/// of her own; a shared mailbox; two homonyms of one city; a joint address; one order of two
/// people.
[[nodiscard]] MemoryEstate shop_estate();
/// A music shop: customers with a support employee, invoices, invoice lines.
[[nodiscard]] MemoryEstate music_estate();
/// A rental chain: customer → address → city, rentals, payments in inheritance children without
/// keys, staff and branch that refer to each other.
[[nodiscard]] MemoryEstate rental_estate();

}  // namespace gdprd::policy

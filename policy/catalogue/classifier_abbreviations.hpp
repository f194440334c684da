#pragma once

#include <string>
#include <vector>

namespace gdprd::policy::names {

/// Writes out what columns in English cut short: "cust nm" becomes "cust name", "birth dt" "birth
/// date". A word that stands alone stays, and so does one that is known as it stands, by itself or
/// with a neighbour ("dt nais").
void write_out(std::vector<std::string>& words);

}  // namespace gdprd::policy::names

#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "config/base/personal.hpp"
#include "policy/sweep/sweeper.hpp"

namespace gdprd::policy::values {

/// Shares (0 … 1) and shapes of a column's sample; no value survives in it.
struct Profile {
    std::size_t count = 0;  ///< non-empty values looked at
    std::size_t distinct = 0;
    double email = 0;
    double phone = 0;       ///< digits and punctuation of a phone number
    double phone_plus = 0;  ///< valid in international form
    double iban = 0;
    double card = 0;
    double ip = 0;
    double ip_small = 0;  ///< IPv4 whose first number has one digit: versions look so
    double uuid = 0;
    double url = 0;
    double hex = 0;  ///< 16 and more hexadecimal digits: hashes and tokens
    double integer = 0;
    double number = 0;  ///< integers and decimals
    double boolean = 0;
    double date = 0;
    double year = 0;   ///< 1900 … 2100
    double birth = 0;  ///< dates or years that could be births of living people
    double date_spread_years = 0;
    double letters_only = 0;  ///< letters, spaces, hyphens, apostrophes
    double with_digit = 0;
    double given_name = 0;   ///< first word is a common given name
    double family_name = 0;  ///< last word is a common family name
    double two_words = 0;
    double place = 0;
    double street = 0;
    double address = 0;     ///< street, number, postal code and town, and not much more
    double enumerated = 0;  ///< weekdays, months, browsers, states of a process
    double free_text = 0;   ///< eight words or more
    double mentions = 0;    ///< what points at a person stands inside a longer text
    std::array<double, sweep::kKinds> inside{};  ///< the same by kind of identifier
    double gender_code = 0;
    double mean_length = 0;
    bool monotonic = false;     ///< integers that only rise: a sequence, or epochs
    bool epochs = false;        ///< integers in the range of seconds or milliseconds since 1990
    std::string_view national;  ///< type of the national number that all values satisfy, or empty
};

/// "12 % of the texts hold identifiers: e-mail addresses 10 %, names 3 %", of those that `mentions`
/// counts, and parts of addresses.
[[nodiscard]] std::string mentions_in_words(const Profile& profile);

[[nodiscard]] Profile profile(std::span<const Personal<std::string>> samples,
                              sweep::Sweeper& sweeper);

}  // namespace gdprd::policy::values

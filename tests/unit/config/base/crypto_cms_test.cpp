#include "config/base/crypto_cms.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "config/base/files.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::crypto {
namespace {

using test::failed_with;
using test::succeeded;

/// Keys and certificates of one RSA and one elliptic recipient, made by openssl(1).
class CmsTest : public testing::Test {
  protected:
    void SetUp() override {
        make("rsa", "-newkey rsa:2048");
        make("ec", "-newkey ec -pkeyopt ec_paramgen_curve:P-256");
    }
    void make(const std::string& name, const std::string& kind) {
        const std::string base = temp_.path(name);
        ASSERT_TRUE(runs("openssl req -x509 -nodes " + kind + " -subj '/CN=" + name +
                         "' -days 30 -keyout " + base + ".key -out " + base + ".pem"));
        ASSERT_TRUE(runs("chmod 600 " + base + ".key"));
    }
    bool runs(const std::string& command) {
        return std::system((command + " > " + temp_.path("log") + " 2>&1").c_str()) == 0;
    }
    CmsRecipient recipient(const std::string& name) {
        auto parsed = parse_recipient(temp_.read(name + ".pem"));
        EXPECT_TRUE(succeeded(parsed));
        return *parsed;
    }
    Secret key(const std::string& name) {
        auto loaded = Secret::load(temp_.path(name + ".key"));
        EXPECT_TRUE(succeeded(loaded));
        return std::move(*loaded);
    }
    test::TempDir temp_;
};

TEST_F(CmsTest, is_opened_by_each_recipient_and_by_openssl) {
    Bytes plain(100'000);
    for (std::size_t i = 0; i < plain.size(); ++i) plain[i] = static_cast<std::uint8_t>(i * 7);
    const std::vector<CmsRecipient> both{recipient("rsa"), recipient("ec")};

    const auto sealed = cms_seal(both, plain);

    ASSERT_TRUE(succeeded(sealed));
    temp_.write("sealed", *sealed);
    for (const std::string name : {"rsa", "ec"}) {
        const auto opened = cms_open(key(name), *sealed);
        ASSERT_TRUE(succeeded(opened)) << name;
        EXPECT_TRUE(*opened == Secret{BytesView(plain)}) << name;
        const std::string base = temp_.path(name);
        ASSERT_TRUE(runs("openssl cms -decrypt -binary -inform DER -in " + temp_.path("sealed") +
                         " -inkey " + base + ".key -recip " + base + ".pem -out " + base + ".out"))
            << temp_.read("log");
        EXPECT_EQ(temp_.read(name + ".out"), as_text(plain)) << name;
    }
    ASSERT_TRUE(runs("openssl cms -cmsout -print -inform DER -in " + temp_.path("sealed")));
    EXPECT_NE(temp_.read("log").find("authEnvelopedData"), std::string::npos);
    EXPECT_NE(temp_.read("log").find("aes-256-gcm"), std::string::npos);
}

TEST_F(CmsTest, does_not_open_for_others_or_when_altered) {
    const auto sealed = cms_seal(std::vector<CmsRecipient>{recipient("ec")}, as_bytes("keys"));
    ASSERT_TRUE(succeeded(sealed));
    EXPECT_TRUE(failed_with(cms_open(key("rsa"), *sealed), ErrorCode::crypto));
    Bytes altered = *sealed;
    altered.back() ^= 1;
    EXPECT_TRUE(failed_with(cms_open(key("ec"), altered), ErrorCode::crypto));
    EXPECT_TRUE(failed_with(cms_open(key("ec"), as_bytes("no message")), ErrorCode::corrupt));
    EXPECT_TRUE(
        failed_with(cms_open(Secret{as_bytes("no key")}, *sealed), ErrorCode::invalid_argument));
}

TEST_F(CmsTest, takes_certificates_of_keys_that_can_receive) {
    EXPECT_EQ(recipient("ec").subject, "CN=ec");
    EXPECT_EQ(recipient("ec").fingerprint.size(), 64U);
    EXPECT_TRUE(failed_with(parse_recipient("nothing"), ErrorCode::invalid_argument));
    make("ed", "-newkey ed25519");
    EXPECT_TRUE(failed_with(parse_recipient(temp_.read("ed.pem")), ErrorCode::invalid_argument));
    make("weak", "-newkey rsa:1024");
    EXPECT_TRUE(failed_with(parse_recipient(temp_.read("weak.pem")), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(cms_seal({}, as_bytes("keys")), ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::crypto

#include "config/base/crypto.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <set>
#include <thread>

#include "tests/support/printers.hpp"

namespace gdprd::crypto {
namespace {

using test::failed_with;
using test::from_hex;
using test::succeeded;

Secret secret(std::string_view hex) {
    return Secret(from_hex(hex));
}
Secret filled(std::uint8_t byte) {
    return Secret(Bytes(32, byte));
}

TEST(Sha256, gives_the_digests_of_fips_180) {
    EXPECT_EQ(hex_encode(sha256(as_bytes("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex_encode(sha256(BytesView{})),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, of_parts_is_that_of_the_whole) {
    EXPECT_EQ(sha256({as_bytes("a"), as_bytes(""), as_bytes("bc")}), sha256(as_bytes("abc")));
}

// RFC 4231, cases 1, 2 and 6 (a key longer than a block).
TEST(Hmac, gives_the_values_of_rfc_4231) {
    EXPECT_EQ(hex_encode(hmac_sha256(Secret(Bytes(20, 0x0b)), as_bytes("Hi There"))),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(
        hex_encode(hmac_sha256(Secret(as_bytes("Jefe")), as_bytes("what do ya want for nothing?"))),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(
        hex_encode(hmac_sha256(Secret(Bytes(131, 0xaa)),
                               as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, does_not_keep_the_key_of_the_call_before) {
    const Hash alone = hmac_sha256(Secret(), as_bytes("x"));

    (void)hmac_sha256(filled(9), as_bytes("y"));

    EXPECT_EQ(hmac_sha256(Secret(), as_bytes("x")), alone);
    EXPECT_EQ(hmac_sha256(Secret(Bytes(64, 0)), as_bytes("x")), alone);  // padding with zeros
}

// RFC 5869 A.1 to A.3: the first 32 bytes of each output.
TEST(Hkdf, gives_the_values_of_rfc_5869) {
    const Bytes info1 = from_hex("f0f1f2f3f4f5f6f7f8f9");
    EXPECT_EQ(hex_encode(hkdf(Secret(Bytes(22, 0x0b)), from_hex("000102030405060708090a0b0c"),
                              as_text(info1))
                             .expose()),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");

    Bytes key2, salt2, info2;
    for (unsigned i = 0; i < 80; ++i) {
        key2.push_back(static_cast<std::uint8_t>(i));
        salt2.push_back(static_cast<std::uint8_t>(0x60 + i));
        info2.push_back(static_cast<std::uint8_t>(0xb0 + i));
    }
    EXPECT_EQ(hex_encode(hkdf(Secret(key2), salt2, as_text(info2)).expose()),
              "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c");

    EXPECT_EQ(hex_encode(hkdf(Secret(Bytes(22, 0x0b)), {}, "").expose()),
              "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST(Hkdf, expand_is_its_second_half) {
    const Secret extracted =
        secret("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    EXPECT_EQ(
        hex_encode(hkdf_expand(extracted, as_text(from_hex("f0f1f2f3f4f5f6f7f8f9"))).expose()),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

// The GCM specification's test cases 13, 14 and 16.
TEST(Aes256Gcm, gives_the_values_of_its_specification) {
    Aes256Gcm zero(filled(0));
    EXPECT_EQ(hex_encode(zero.seal(Bytes(12, 0), {}, {})), "530f8afbc74536b9a963b4f1c4cb738b");
    EXPECT_EQ(hex_encode(zero.seal(Bytes(12, 0), {}, Bytes(16, 0))),
              "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");

    Aes256Gcm gcm(secret("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
    EXPECT_EQ(
        hex_encode(gcm.seal(
            from_hex("cafebabefacedbaddecaf888"),
            from_hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
            from_hex(
                "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809"
                "532fcf0e2449a6b525b16aedf5aa0de657ba637b39"))),
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056"
        "828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
}

TEST(Aes256Gcm, opens_what_it_sealed_many_times_over) {
    Aes256Gcm gcm(filled(7));
    for (std::uint8_t i = 0; i < 50; ++i) {
        const Bytes nonce(12, i);
        const Bytes plain(i, i);
        const Bytes sealed = gcm.seal(nonce, as_bytes("aad"), plain);

        const Result<Bytes> opened = gcm.open(nonce, as_bytes("aad"), sealed);

        ASSERT_TRUE(succeeded(opened));
        EXPECT_EQ(*opened, plain);
    }
}

TEST(Aes256Gcm, opens_nothing_that_was_changed) {
    Aes256Gcm gcm(filled(7));
    const Bytes nonce(12, 1);
    const Bytes sealed = gcm.seal(nonce, as_bytes("aad"), as_bytes("plain text"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        Bytes changed = sealed;
        changed[i] ^= 1;
        EXPECT_TRUE(failed_with(gcm.open(nonce, as_bytes("aad"), changed), ErrorCode::crypto));
    }
    EXPECT_TRUE(failed_with(gcm.open(nonce, as_bytes("aaD"), sealed), ErrorCode::crypto));
    EXPECT_TRUE(failed_with(gcm.open(Bytes(12, 2), as_bytes("aad"), sealed), ErrorCode::crypto));
    EXPECT_TRUE(failed_with(gcm.open(nonce, as_bytes("aad"), Bytes(15, 0)), ErrorCode::crypto));
    EXPECT_TRUE(succeeded(gcm.open(nonce, as_bytes("aad"), sealed)));
}

// C2SP XAES-256-GCM, "Test vectors": one for each value of the subkey's first bit.
TEST(Xaes, gives_the_values_of_c2sp) {
    const BytesView nonce = as_bytes("ABCDEFGHIJKLMNOPQRSTUVWX");
    EXPECT_EQ(hex_encode(xaes_seal_with_nonce(filled(1), nonce, {}, as_bytes("XAES-256-GCM"))),
              "ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271");
    EXPECT_EQ(hex_encode(xaes_seal_with_nonce(filled(3), nonce, as_bytes("c2sp.org/XAES-256-GCM"),
                                              as_bytes("XAES-256-GCM"))),
              "986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d");
}

/// SHAKE-128 read piece by piece (OpenSSL 3.0 gives the output only once, so all of it is made).
class Shake {
  public:
    explicit Shake(std::size_t length) : stream_(length) {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_DigestInit_ex(context, EVP_shake128(), nullptr);
        EVP_DigestFinalXOF(context, stream_.data(), stream_.size());
        EVP_MD_CTX_free(context);
    }
    BytesView take(std::size_t count) {
        at_ += count;
        return BytesView(stream_).subspan(at_ - count, count);
    }

  private:
    Bytes stream_;
    std::size_t at_ = 0;
};

// C2SP XAES-256-GCM, accumulated vectors: 10,000 inputs drawn from SHAKE-128 of nothing.
TEST(Xaes, gives_the_accumulated_value_of_c2sp) {
    constexpr int kRounds = 10'000;
    Shake input(kRounds * (32 + 24 + 1 + 255 + 1 + 255));
    Bytes outputs;
    for (int i = 0; i < kRounds; ++i) {
        const Secret key(input.take(32));
        const BytesView nonce = input.take(24);
        const BytesView plain = input.take(input.take(1)[0]);
        const BytesView aad = input.take(input.take(1)[0]);
        const Bytes sealed = xaes_seal_with_nonce(key, nonce, aad, plain);
        put_bytes(outputs, sealed);
    }
    Bytes digest(32);
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, EVP_shake128(), nullptr);
    EVP_DigestUpdate(context, outputs.data(), outputs.size());
    EVP_DigestFinalXOF(context, digest.data(), digest.size());
    EVP_MD_CTX_free(context);
    EXPECT_EQ(hex_encode(digest),
              "e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939");
}

TEST(Xaes, opens_what_it_sealed_and_nothing_else) {
    const Bytes sealed = xaes_seal(filled(5), as_bytes("aad"), as_bytes("plain"));
    const Result<Bytes> opened = xaes_open(filled(5), as_bytes("aad"), sealed);
    ASSERT_TRUE(succeeded(opened));
    EXPECT_EQ(as_text(*opened), "plain");

    for (std::size_t i = 0; i < sealed.size(); ++i) {
        Bytes changed = sealed;
        changed[i] ^= 0x80;
        EXPECT_TRUE(failed_with(xaes_open(filled(5), as_bytes("aad"), changed), ErrorCode::crypto));
    }
    EXPECT_TRUE(failed_with(xaes_open(filled(6), as_bytes("aad"), sealed), ErrorCode::crypto));
    EXPECT_TRUE(failed_with(xaes_open(filled(5), {}, sealed), ErrorCode::crypto));
    EXPECT_TRUE(
        failed_with(xaes_open(filled(5), as_bytes("aad"), Bytes(39, 0)), ErrorCode::crypto));
}

TEST(Xaes, takes_a_fresh_nonce_for_each_message) {
    std::set<Bytes> seen;
    for (int i = 0; i < 100; ++i) seen.insert(xaes_seal(filled(5), {}, as_bytes("same")));
    EXPECT_EQ(seen.size(), 100U);
}

struct SignatureCase {
    std::string_view seed, key, message, signature;
};

// RFC 8032 §7.1, tests 1, 2, 3 and SHA(abc).
constexpr SignatureCase kSignatures[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "4"
     "6bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d"
     "8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6"
     "594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
     "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3fee"
     "b"
     "bd454d4423643ce80e2a9ac94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e"
     "0"
     "303dca179c138ac17ad9bef1177331a704"},
};

TEST(Ed25519, gives_the_signatures_of_rfc_8032) {
    for (const SignatureCase& c : kSignatures) {
        SCOPED_TRACE(c.seed);
        const Bytes message = from_hex(c.message);
        EXPECT_EQ(hex_encode(ed25519_public(secret(c.seed))), c.key);
        EXPECT_EQ(hex_encode(ed25519_sign(secret(c.seed), message)), c.signature);
        EXPECT_TRUE(ed25519_verify(ed25519_public(secret(c.seed)), message, from_hex(c.signature)));
    }
}

TEST(Ed25519, refuses_what_was_not_signed) {
    const PublicKey key = ed25519_public(filled(1));
    const Signature signature = ed25519_sign(filled(1), as_bytes("message"));
    ASSERT_TRUE(ed25519_verify(key, as_bytes("message"), signature));

    EXPECT_FALSE(ed25519_verify(key, as_bytes("Message"), signature));
    EXPECT_FALSE(ed25519_verify(ed25519_public(filled(2)), as_bytes("message"), signature));
    EXPECT_FALSE(ed25519_verify(key, as_bytes("message"), BytesView(signature).first(63)));
    Signature changed = signature;
    changed[40] ^= 1;
    EXPECT_FALSE(ed25519_verify(key, as_bytes("message"), changed));
    EXPECT_FALSE(ed25519_verify(PublicKey{0xff, 0xff, 0xff}, as_bytes("message"), signature));
}

TEST(Crypto, compares_whole_values) {
    EXPECT_TRUE(constant_time_equal(as_bytes("abc"), as_bytes("abc")));
    EXPECT_TRUE(constant_time_equal({}, {}));
    EXPECT_FALSE(constant_time_equal(as_bytes("abc"), as_bytes("abd")));
    EXPECT_FALSE(constant_time_equal(as_bytes("abc"), as_bytes("abcd")));
}

TEST(Crypto, works_on_several_threads_at_once) {
    const Bytes expected = xaes_seal_with_nonce(filled(1), Bytes(24, 2), {}, as_bytes("x"));
    std::array<int, 4> right{};
    std::vector<std::thread> threads;
    for (int& count : right)
        threads.emplace_back([&count, &expected] {
            for (int i = 0; i < 200; ++i)
                count +=
                    xaes_seal_with_nonce(filled(1), Bytes(24, 2), {}, as_bytes("x")) == expected;
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(right, (std::array<int, 4>{200, 200, 200, 200}));
}

}  // namespace
}  // namespace gdprd::crypto

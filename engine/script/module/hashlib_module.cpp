// hashlib: digests. (CPython: Lib/hashlib.py, Modules/_hashopenssl.c.)
#include <fmt/format.h>
#include <nettle/hmac.h>
#include <nettle/nettle-meta.h>
#include <nettle/pbkdf2.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

constexpr std::array<std::string_view, 10> algorithms{"md5",    "sha1",     "sha224",   "sha256",   "sha384",
                                                      "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"};

const std::uint8_t* raw(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

class HashObject final : public ScriptObject {
 public:
  HashObject(Type* type, const nettle_hash& hash) : ScriptObject(type), hash_(&hash), context_(hash.context_size) {
    hash_->init(context_.data());
  }
  const nettle_hash& algorithm() const noexcept { return *hash_; }
  void update(std::string_view bytes) { hash_->update(context_.data(), bytes.size(), raw(bytes)); }
  void take(const HashObject& other) { context_ = other.context_; }
  // What came so far; more may come.
  std::string digest() const {
    std::vector<std::uint8_t> context = context_;
    std::string bytes(hash_->digest_size, '\0');
    hash_->digest(context.data(), bytes.size(), reinterpret_cast<std::uint8_t*>(bytes.data()));
    return bytes;
  }

 private:
  const nettle_hash* hash_;
  std::vector<std::uint8_t> context_;
};

HashObject& self_of(const Value& v) {
  return *static_cast<HashObject*>(v.object());
}

std::string hexadecimal(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

std::string_view data_of(Runtime& rt, const Value& v) {
  if (is_str(v)) raise_type_error(rt, "Strings must be encoded before hashing");
  if (!is_bytes_like(v)) raise_type_error(rt, "object supporting the buffer API required");
  return as_bytes(v).view();
}

// ---------------------------------------------------------------- hash objects

Value update(Runtime& rt, Args args) {
  self_of(args[0]).update(data_of(rt, args[1]));
  return none;
}
Value digest(Runtime& rt, Args args) {
  return make_bytes(rt, self_of(args[0]).digest());
}
Value hexdigest(Runtime& rt, Args args) {
  return text(rt, hexadecimal(self_of(args[0]).digest()));
}
Value copy(Runtime& rt, Args args) {
  const HashObject& self = self_of(args[0]);
  Ref<HashObject> made = rt.heap().make<HashObject>(self.type(), self.algorithm());
  made->take(self);
  return Value(std::move(made));
}
Value get_name(Runtime& rt, const Value& self) {
  return text(rt, self_of(self).algorithm().name);
}
Value get_digest_size(Runtime&, const Value& self) {
  return Value::integer(self_of(self).algorithm().digest_size);
}
Value get_block_size(Runtime&, const Value& self) {
  return Value::integer(self_of(self).algorithm().block_size);
}
Value shown(Runtime& rt, const Value& self) {
  return text(rt,
              fmt::format("<{} _hashlib.HASH object @ {:#x}>", self_of(self).algorithm().name, rt.heap().id_of(self)));
}

constexpr NativeMethod methods[] = {{"update", update, one_argument()},
                                    {"digest", digest, no_arguments()},
                                    {"hexdigest", hexdigest, no_arguments()},
                                    {"copy", copy, no_arguments()}};
constexpr NativeAttribute attributes[] = {
    {"name", get_name}, {"digest_size", get_digest_size}, {"block_size", get_block_size}};

// ---------------------------------------------------------------- making them

Value made(Runtime& rt, const nettle_hash& hash, const Value& data) {
  Ref<HashObject> object = rt.heap().make<HashObject>(type_from(module_member(rt, "hashlib", "_hash")), hash);
  if (!is_unset(data)) object->update(data_of(rt, data));
  return Value(std::move(object));
}

template <std::size_t i>
Value make_one(Runtime& rt, Args args) {
  const auto [string, security] = script::bind<2>(rt, algorithms[i], {"string", "usedforsecurity"}, args, 0, 0, 1);
  return made(rt, *nettle_lookup_hash(std::string(algorithms[i]).c_str()), string);
}

Value make_named(Runtime& rt, Args args) {
  const auto [name, data, security] = script::bind<3>(rt, "new", {"name", "data", "usedforsecurity"}, args, 1, 0, 2);
  if (!is_str(name)) raise_type_error(rt, "name must be a string");
  std::string wanted(as_str(call_method(rt, name, "lower")).view());
  for (char& c : wanted)
    if (c == '-') c = '_';
  const bool known = std::ranges::find(algorithms, wanted) != algorithms.end();
  if (!known) raise_value_error(rt, fmt::format("unsupported hash type {}", as_str(name).view()));
  return made(rt, *nettle_lookup_hash(wanted.c_str()), data);
}

// One pseudorandom function at a time: what nettle's pbkdf2() needs of it.
template <class Context, auto set_key, auto update_mac, auto digest_mac>
std::string derived(std::string_view password, std::string_view salt, unsigned rounds, std::size_t size,
                    std::size_t whole) {
  Context context;
  set_key(&context, password.size(), raw(password));
  std::string key(size, '\0');
  nettle_pbkdf2(&context, reinterpret_cast<nettle_hash_update_func*>(update_mac),
                reinterpret_cast<nettle_hash_digest_func*>(digest_mac), whole, rounds, salt.size(), raw(salt), size,
                reinterpret_cast<std::uint8_t*>(key.data()));
  return key;
}

Value pbkdf2(Runtime& rt, Args args) {
  const auto [name, password, salt, iterations, dklen] =
      script::bind<5>(rt, "pbkdf2_hmac", {"hash_name", "password", "salt", "iterations", "dklen"}, args, 4);
  const std::string_view hash = as_str(Value(str(rt, name))).view();
  const std::string_view secret = data_of(rt, password), salted = data_of(rt, salt);
  const std::int64_t rounds = index_number(rt, iterations, rt.types().overflow_error);
  if (rounds < 1) raise_value_error(rt, "iteration value must be greater than 0.");
  const nettle_hash* known = nettle_lookup_hash(std::string(hash).c_str());
  if (!known || (hash != "sha1" && hash != "sha256" && hash != "sha384" && hash != "sha512"))
    raise_value_error(rt, fmt::format("unsupported hash type {}", hash));
  const std::int64_t length =
      is_none_or_unset(dklen) ? known->digest_size : index_number(rt, dklen, rt.types().overflow_error);
  if (length < 1) raise_value_error(rt, "key length must be greater than 0.");
  const auto key = [&](auto function) {
    return make_bytes(rt, function(secret, salted, static_cast<unsigned>(rounds), static_cast<std::size_t>(length),
                                   known->digest_size));
  };
  if (hash == "sha1")
    return key(derived<hmac_sha1_ctx, nettle_hmac_sha1_set_key, nettle_hmac_sha1_update, nettle_hmac_sha1_digest>);
  if (hash == "sha256")
    return key(
        derived<hmac_sha256_ctx, nettle_hmac_sha256_set_key, nettle_hmac_sha256_update, nettle_hmac_sha256_digest>);
  if (hash == "sha384")
    return key(
        derived<hmac_sha512_ctx, nettle_hmac_sha384_set_key, nettle_hmac_sha512_update, nettle_hmac_sha384_digest>);
  return key(
      derived<hmac_sha512_ctx, nettle_hmac_sha512_set_key, nettle_hmac_sha512_update, nettle_hmac_sha512_digest>);
}

template <std::size_t... i>
std::array<NativeMethod, sizeof...(i)> one_each(std::index_sequence<i...>) {
  return {NativeMethod{algorithms[i], make_one<i>}...};
}
constexpr NativeMethod functions[] = {{"new", make_named}, {"pbkdf2_hmac", pbkdf2}};

}  // namespace

Ref<ModuleObject> hashlib_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "hashlib");
  add_functions(rt, *module->dict, "hashlib", functions);
  static const auto each = one_each(std::make_index_sequence<algorithms.size()>());
  add_functions(rt, *module->dict, "_hashlib", each);
  TypeSpec hash{.name = "HASH",
                .module = "_hashlib",
                .flags = TypeFlag::no_construct,
                .methods = methods,
                .attributes = attributes};
  hash.slots.repr = shown;
  define(rt, *module, "_hash", value_of(rt.types().keep(make_type(rt, hash))));
  return module;
}

}  // namespace orrery::script

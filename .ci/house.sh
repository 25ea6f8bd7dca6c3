# What ./run and ./test share: packages of Debian, and incremental builds. Sourced, from the project's root.

build_packages="g++ cmake ninja-build pkg-config libimgui-dev libglfw3-dev nlohmann-json3-dev libcli11-dev libfmt-dev libgmp-dev nettle-dev
  libxxhash-dev libstb-dev libegl-dev python3-glad python3 libgl1 libegl1 libgl1-mesa-dri fonts-inter fonts-jetbrains-mono fonts-fork-awesome"
test_packages="libgtest-dev libgmock-dev libbenchmark-dev xvfb xauth xdotool imagemagick"

say() { printf '%s\n' "$*" >&2; }

# Installs those of the packages that are missing; quiet and quick when none is.
need() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "orrery: these packages are missing and there is no sudo to install them: ${missing[*]}"; exit 1; }
    root=(sudo)
  fi
  say "installing: ${missing[*]}"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET...]: configures once, then builds what changed; the log is shown when something fails.
build() {
  local preset=$1 log
  shift
  log=build/$preset.log
  mkdir -p build
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
  if [ -t 2 ]; then
    cmake --build --preset "$preset" ${@:+--target "$@"} >&2 || exit 1
  else
    cmake --build --preset "$preset" ${@:+--target "$@"} >"$log" 2>&1 || { tail -n 80 "$log" >&2; exit 1; }
  fi
}

//! What the machine has, and how what is missing gets there: Debian and Ubuntu, by their package manager.

use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{command, find_program, quietly};
use crate::{browser, postgres, python};

/// A program the project leans on: how to see that it is there, and the packages that bring it.
pub(crate) struct Tool {
    name: &'static str,
    packages: &'static [&'static str],
    is_there: fn() -> bool,
}

pub(crate) const NODE: Tool = Tool {
    name: "node and npm",
    packages: &["nodejs", "npm"],
    is_there: || find_program("node").is_some() && find_program("npm").is_some(),
};
pub(crate) const CHROMIUM: Tool = Tool {
    name: "Chromium",
    packages: &["chromium"],
    is_there: || browser::chromium().is_some(),
};
pub(crate) const POSTGRES: Tool = Tool {
    name: "PostgreSQL",
    packages: &["postgresql"],
    is_there: || postgres::programs().is_some(),
};
pub(crate) const PYTHON: Tool = Tool {
    name: "Python with venv",
    packages: &["python3", "python3-venv"],
    is_there: python::python_is_there,
};
/// What every build of the program takes beside Rust and a C compiler.
pub(crate) const BUILDING: [Tool; 2] = [
    Tool {
        name: "a C++ compiler, for the translator in the house",
        packages: &["g++"],
        is_there: || find_program("c++").is_some(),
    },
    Tool {
        name: "CMake, which libopus is built with",
        packages: &["cmake"],
        is_there: || find_program("cmake").is_some(),
    },
];
pub(crate) const ESPEAK: Tool = Tool {
    name: "espeak-ng",
    packages: &["espeak-ng"],
    is_there: || find_program("espeak-ng").is_some(),
};
pub(crate) const FFMPEG: Tool = Tool {
    name: "ffmpeg",
    packages: &["ffmpeg"],
    is_there: || find_program("ffmpeg").is_some() && find_program("ffprobe").is_some(),
};
pub(crate) const EXIFTOOL: Tool = Tool {
    name: "ExifTool",
    packages: &["libimage-exiftool-perl"],
    is_there: || find_program("exiftool").is_some(),
};
pub(crate) const APERTIUM: Tool = Tool {
    name: "Apertium with the pair English to Spanish",
    packages: &["apertium", "apertium-eng-spa"],
    is_there: || {
        let modes = std::path::Path::new("/usr/share/apertium/modes");
        find_program("apertium-wblank-mode").is_some() && modes.join("eng-spa.mode").exists()
    },
};
pub(crate) const LIBAVIF: Tool = Tool {
    name: "libavif's programs",
    packages: &["libavif-bin"],
    is_there: || find_program("avifenc").is_some() && find_program("avifdec").is_some(),
};
pub(crate) const JAVA: Tool = Tool {
    name: "Java",
    packages: &["default-jre-headless"],
    is_there: || find_program("java").is_some(),
};
pub(crate) const NGINX: Tool = Tool {
    name: "nginx",
    packages: &["nginx-light"],
    is_there: || find_program("nginx").is_some(),
};

/// Installs what is missing among `tools`; does nothing, and asks nothing, if all are there.
///
/// # Errors
/// Something is missing and cannot be installed here; the message names it and its packages.
pub(crate) fn need(tools: &[Tool]) -> Result<()> {
    let missing: Vec<&Tool> = tools.iter().filter(|tool| !(tool.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|tool| tool.name).collect();
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|tool| tool.packages)
        .copied()
        .collect();
    println!("installing {}", names.join(", "));
    install(&packages)?;
    match missing.iter().find(|tool| !(tool.is_there)()) {
        Some(tool) => bail!("{} was installed and is still not found", tool.name),
        None => Ok(()),
    }
}

fn install(packages: &[&str]) -> Result<()> {
    if find_program("apt-get").is_none() {
        bail!(
            "please install {} (there is no apt-get here to do it)",
            packages.join(", ")
        );
    }
    // A list that cannot be fetched anew may still be good enough; if it is not, installing says so.
    let updated = quietly(as_root("apt-get")?.args(["update", "-q"]));
    let installed = quietly(
        as_root("apt-get")?
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(["-o", "DPkg::Lock::Timeout=120"])
            .args(packages),
    );
    match (installed, updated) {
        (Err(failed), Err(before)) => Err(failed.context(format!("after: {before:#}"))),
        (installed, _) => installed.map(|_| ()),
    }
}

/// A command with the rights to install: as it is for root, by `sudo` for anybody else.
fn as_root(program: &str) -> Result<Command> {
    let mut command = match (is_root(), find_program("sudo")) {
        (true, _) => command("env"),
        (false, Some(sudo)) => {
            let mut sudo = command(sudo);
            sudo.args(["-n", "env"]);
            sudo
        }
        (false, None) => bail!("installing needs root or sudo"),
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", program]);
    Ok(command)
}

/// Whether we may do everything here, as in a container.
pub(crate) fn is_root() -> bool {
    quietly(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

//! nginx as the peer: the same bytes, compressed beforehand, as fast as it serves files.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::server::Server;

/// What nginx is told; nothing that would slow it down is on.
const CONFIGURATION: &str = "\
daemon off;
worker_processes auto;
pid FOLDER/nginx.pid;
error_log FOLDER/error.log;
USER
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  gzip_static on;
  gzip_vary on;
  open_file_cache max=100;
  keepalive_requests 100000000;
  default_type text/html;
  client_body_temp_path FOLDER/body;
  proxy_temp_path FOLDER/proxy;
  fastcgi_temp_path FOLDER/fastcgi;
  uwsgi_temp_path FOLDER/uwsgi;
  scgi_temp_path FOLDER/scgi;
  server { listen ADDRESS; root FOLDER/files; }
}
";

/// Serves one page, plain and as gzip, at `/page.html`.
///
/// # Errors
/// nginx is not installed or does not start.
pub(crate) async fn serve(folder: &Path, plain: &[u8], gzip: &[u8]) -> Result<Server> {
    let program = find().context("nginx is not installed; `make bench` installs it")?;
    let files = folder.join("files");
    fs::create_dir_all(&files)?;
    fs::write(files.join("page.html"), plain)?;
    fs::write(files.join("page.html.gz"), gzip)?;
    Server::start("/page.html", |address| command(&program, folder, address)).await
}

fn command(program: &Path, folder: &Path, address: SocketAddr) -> Result<Command> {
    let is_root = Command::new("id").arg("-u").output()?.stdout == b"0\n";
    let configuration = CONFIGURATION
        .replace("FOLDER", &folder.to_string_lossy())
        .replace("ADDRESS", &address.to_string())
        .replace("USER", if is_root { "user root;" } else { "" });
    let file = folder.join("nginx.conf");
    fs::write(&file, configuration)?;
    let mut command = Command::new(program);
    command.arg("-p").arg(folder).arg("-c").arg(file);
    Ok(command)
}

fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/sbin")])
        .map(|folder| folder.join("nginx"))
        .find(|file| file.exists())
}

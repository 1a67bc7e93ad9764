//! Writes the TypeScript types of the page into the folder that is named.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: export_bindings FOLDER")?;
    std::fs::create_dir_all(&folder)?;
    credenza_engine::ipc::export_bindings(std::path::Path::new(&folder))?;
    Ok(())
}

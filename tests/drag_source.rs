//! A window of 60 by 60 pixels that a file can be dragged out of, as a file manager's window would
//! give it. Takes the file and its place on the screen: `drag_source FILE LEFT TOP`.

#[cfg(target_os = "linux")]
fn main() {
    use gtk::prelude::*;
    use gtk::{TargetEntry, TargetFlags, gdk};

    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().expect("a file");
    let mut place = || arguments.next().and_then(|text| text.parse().ok()).expect("a number");
    let (left, top) = (place(), place());
    let address = url::Url::from_file_path(&file).expect("an absolute path").to_string();

    gtk::init().expect("a display");
    let window = gtk::Window::new(gtk::WindowType::Popup);
    let handle = gtk::EventBox::new();
    let files = TargetEntry::new("text/uri-list", TargetFlags::OTHER_APP, 0);
    handle.drag_source_set(gdk::ModifierType::BUTTON1_MASK, &[files], gdk::DragAction::COPY);
    handle.connect_drag_data_get(move |_, _, data, _, _| {
        data.set_uris(&[&address]);
    });
    handle.connect_drag_end(|_, _| gtk::main_quit());
    window.add(&handle);
    window.set_default_size(60, 60);
    window.move_(left, top);
    window.show_all();
    println!("shown");
    gtk::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    panic!("files are dragged by tests on Linux only");
}

//! What the user says of a file, as it is written behind a flag or in the configuration.

use encoding_rs::Encoding;

use crate::screen::columns::Role;

/// `name=Firma`, `name=2`: which column is what, by its header or number.
pub fn column(text: &str) -> Result<(Role, String), String> {
    let expected = || {
        let roles = Role::ALL.map(|(name, _)| name).join(", ");
        format!("expected ROLE=HEADER with one of {roles}, such as name=Firma or name=2, but found “{text}”")
    };
    let (role, header) = text.split_once('=').ok_or_else(expected)?;
    let role = role.trim().to_lowercase().replace([' ', '_'], "-");
    let role = Role::ALL.iter().find(|(name, _)| *name == role).map(|(_, role)| *role);
    role.filter(|_| !header.trim().is_empty()).map(|role| (role, header.to_owned())).ok_or_else(expected)
}

/// The name of an encoding, such as `windows-1252`.
pub fn encoding(text: &str) -> Result<&'static Encoding, String> {
    let expected = || format!("expected the name of an encoding, such as utf-8 or windows-1252, but found “{text}”");
    Encoding::for_label(text.trim().as_bytes()).ok_or_else(expected)
}

/// What stands between cells: a character, or `tab`.
pub fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "tab" | "\\t" => Ok(b'\t'),
        _ => match text.as_bytes() {
            [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'"' => Ok(*byte),
            _ => Err(format!("expected one character, such as ; or tab, but found “{text}”")),
        },
    }
}

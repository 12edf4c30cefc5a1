//! The letters of accounts.

use crate::kernel::App;
use crate::letter;

letter! {
    /// Asks whoever signed up to confirm their address.
    pub(super) struct ConfirmAddress { display_name: String, link: String }
    de "letters/de/confirm_address.txt" en "letters/en/confirm_address.txt"

    /// Asks whether a new address is somebody's.
    pub(super) struct ConfirmNewAddress { display_name: String, link: String }
    de "letters/de/confirm_new_address.txt" en "letters/en/confirm_new_address.txt"

    /// Says to the present address that another was asked for.
    pub(super) struct AddressChangeAsked { display_name: String, forgot: String }
    de "letters/de/address_change_asked.txt" en "letters/en/address_change_asked.txt"

    /// Says to the address of before that it is no longer the account's.
    pub(super) struct AddressChanged { display_name: String }
    de "letters/de/address_changed.txt" en "letters/en/address_changed.txt"

    /// Says that the netiquette or the terms change, what, and from when on (DSA Art. 14(2)).
    pub(super) struct TermsChange { display_name: String, is_netiquette: bool, day: String, changes: String, link: String }
    de "letters/de/terms_change.txt" en "letters/en/terms_change.txt"

    /// Says that the address has an account already.
    pub(super) struct AddressKnown { sign_in: String, forgot: String }
    de "letters/de/address_known.txt" en "letters/en/address_known.txt"

    /// Opens the way to a new password.
    pub(super) struct ResetPassword { display_name: String, link: String }
    de "letters/de/reset_password.txt" en "letters/en/reset_password.txt"

    /// Says that there is no account to choose a new password for.
    pub(super) struct ResetUnknown { sign_up: String }
    de "letters/de/reset_unknown.txt" en "letters/en/reset_unknown.txt"

    /// Says that an account will be closed, and how to keep it.
    pub(super) struct AccountLeaving { display_name: String, erases: bool, keep: String }
    de "letters/de/account_leaving.txt" en "letters/en/account_leaving.txt"

    /// Says that the password was changed.
    pub(super) struct PasswordChanged { display_name: String, forgot: String }
    de "letters/de/password_changed.txt" en "letters/en/password_changed.txt"
}

/// The full address of a page of ours.
pub(super) fn page(app: &App, path: &str) -> String {
    app.settings().address.of(path)
}

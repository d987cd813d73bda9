// SPDX-License-Identifier: EUPL-1.2
// Shows the forms that ask for a passkey, joins each to the library's script, and says on the page when a passkey was not accepted.
'use strict'
document.addEventListener('DOMContentLoaded', () => {
  if (!window.PublicKeyCredential) return
  for (const form of document.querySelectorAll('[data-passkey]')) {
    const asked = JSON.parse(form.dataset.asked)
    window.allauth.webauthn.forms[form.dataset.passkey](asked)
    form.hidden = false
  }
})
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const said = document.getElementById('passkey-error')
  said.hidden = false
  said.focus()
})

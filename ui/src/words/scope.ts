// What each known scope resource permits, as a sentence. A resource that is not here is shown by its name alone.
import { m } from "$lib/paraglide/messages";

const words: Record<string, () => string> = {
  openid: m.scope_openid,
  email: m.scope_email,
  profile: m.scope_profile,
  audit: m.scope_audit,
  monitoring: m.scope_monitoring,
  board: m.scope_board,
  bot: m.scope_bot,
  "bot.message": m.scope_bot_message,
  calendar: m.scope_calendar,
  contact: m.scope_contact,
  directory: m.scope_directory,
  user: m.scope_user,
  "user.email": m.scope_user_email,
  "user.profile": m.scope_user_profile,
  group: m.scope_group,
  "group.folder": m.scope_group_folder,
  "group.note": m.scope_group_note,
  orgunit: m.scope_orgunit,
  file: m.scope_file,
  mail: m.scope_mail,
  task: m.scope_task,
  form: m.scope_form,
  partner: m.scope_partner,
  "security.external-browser": m.scope_security_external_browser,
  businessSupport: m.scope_businessSupport,
  "businessSupport.approval": m.scope_businessSupport_approval,
  "businessSupport.attendance": m.scope_businessSupport_attendance,
  "businessSupport.humanResource": m.scope_businessSupport_humanResource,
  "businessSupport.businessPlace": m.scope_businessSupport_businessPlace,
};

export function scopePermits(resource: string): string | null {
  return words[resource]?.() ?? null;
}

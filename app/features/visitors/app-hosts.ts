/**
 * The hosts of well-known apps, by the names of their packages in lower case. Browsers on Android name an app
 * that opened the page: https://developer.android.com/reference/android/content/Intent#URI_ANDROID_APP_SCHEME
 */
export const appHosts: ReadonlyMap<string, string> = new Map([
  ['com.discord', 'discord.com'],
  ['com.facebook.katana', 'facebook.com'],
  ['com.facebook.lite', 'facebook.com'],
  ['com.facebook.orca', 'messenger.com'],
  ['com.github.android', 'github.com'],
  ['com.google.android.gm', 'mail.google.com'],
  ['com.google.android.gm.lite', 'mail.google.com'],
  ['com.google.android.googlequicksearchbox', 'google.com'],
  ['com.google.android.youtube', 'youtube.com'],
  ['com.instagram.android', 'instagram.com'],
  ['com.linkedin.android', 'linkedin.com'],
  ['com.linkedin.android.lite', 'linkedin.com'],
  ['com.microsoft.office.outlook', 'outlook.com'],
  ['com.microsoft.teams', 'teams.microsoft.com'],
  ['com.pinterest', 'pinterest.com'],
  ['com.quora.android', 'quora.com'],
  ['com.reddit.frontpage', 'reddit.com'],
  ['com.slack', 'slack.com'],
  ['com.twitter.android', 'x.com'],
  ['com.whatsapp', 'whatsapp.com'],
  ['com.xing.android', 'xing.com'],
  ['com.zhiliaoapp.musically', 'tiktok.com'],
  ['org.telegram.messenger', 'telegram.org'],
  ['org.telegram.messenger.web', 'telegram.org'],
  ['xyz.blueskyweb.app', 'bsky.app'],
]);

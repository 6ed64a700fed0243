/** What all pages of the shop share: colours, light or dark as the visitor's system is, and letters. */
export const houseStyle = `:root{color-scheme:light dark;
--paper:light-dark(#faf7f1,#15161a);--card:light-dark(#fffdf9,#1d1f25);--ink:light-dark(#23211d,#ece8e0);--soft:light-dark(#6b655b,#a49e93);
--line:light-dark(#e6dfd2,#31343c);--accent:light-dark(#9a4a24,#f0a578);--on-accent:light-dark(#fff,#23160d);--true:light-dark(#1f6f5c,#7fd0b8);
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,serif}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}`;

// SPDX-License-Identifier: Apache-2.0
package io.canaryplan.istio.validation;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;

/**
 * The names that may stand in {@code \p{…}} of a regular expression in Go: general categories of
 * Unicode, their long names, and scripts. As since Go 1.25, case and the marks between words count
 * nothing.
 */
final class UnicodeClasses {
  private static final String CATEGORIES =
      "Any ASCII Assigned C Cc Cf Cn Co Cs L LC Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf"
          + " Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs Other Control cntrl Format Unassigned PrivateUse"
          + " Surrogate Letter CasedLetter LowercaseLetter ModifierLetter OtherLetter"
          + " TitlecaseLetter UppercaseLetter Mark CombiningMark SpacingMark EnclosingMark"
          + " NonspacingMark Number DecimalNumber digit LetterNumber OtherNumber Punctuation punct"
          + " ConnectorPunctuation DashPunctuation ClosePunctuation FinalPunctuation"
          + " InitialPunctuation OtherPunctuation OpenPunctuation Symbol CurrencySymbol"
          + " ModifierSymbol MathSymbol OtherSymbol Separator LineSeparator ParagraphSeparator"
          + " SpaceSeparator";

  private static final String SCRIPTS =
      "Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak"
          + " Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian"
          + " Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot"
          + " Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan"
          + " Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha"
          + " Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran"
          + " Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi"
          + " Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi"
          + " Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B"
          + " Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen"
          + " Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive"
          + " Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari"
          + " Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki"
          + " Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian"
          + " Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene"
          + " Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra"
          + " Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese"
          + " Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa"
          + " Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi"
          + " Wancho Warang_Citi Yezidi Yi Zanabazar_Square";

  private static final ImmutableSet<String> NAMES = names();

  private UnicodeClasses() {}

  /** Returns whether there is a class of this name. */
  static boolean isKnown(String name) {
    return NAMES.contains(plain(name));
  }

  private static ImmutableSet<String> names() {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    for (String name : Splitter.on(' ').split(CATEGORIES + " " + SCRIPTS)) {
      names.add(plain(name));
    }
    return names.build();
  }

  private static String plain(String name) {
    return Ascii.toLowerCase(CharMatcher.anyOf("_- ").removeFrom(name));
  }
}

/** What operators filter by in the Temporal Web UI. Stored in the clear: codes, numbers and ids only, no personal data. */
import { defineSearchAttributeKey } from '@temporalio/common';

export const InquiryStatus = defineSearchAttributeKey('InquiryStatus', 'KEYWORD');
export const Attention = defineSearchAttributeKey('Attention', 'BOOL');
export const ReviewKind = defineSearchAttributeKey('ReviewKind', 'KEYWORD');
export const QuoteNumber = defineSearchAttributeKey('QuoteNumber', 'KEYWORD');
/** The quote's total in the currency's smallest unit: an integer, for a double would not hold money exactly. */
export const AmountMinor = defineSearchAttributeKey('AmountMinor', 'INT');
export const Currency = defineSearchAttributeKey('Currency', 'KEYWORD');

export const searchAttributes = [InquiryStatus, Attention, ReviewKind, QuoteNumber, AmountMinor, Currency];

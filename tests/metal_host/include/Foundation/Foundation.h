// What Kiln's Metal hosts use of Apple's Foundation, declared from its documentation, so that they can be checked elsewhere.
#pragma once

using NSUInteger = unsigned long;
using NSInteger = long;
#define nil nullptr

@interface NSObject
@end
@interface NSString : NSObject
@end
@interface NSError : NSObject
@end

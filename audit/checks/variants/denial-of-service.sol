//=== auction-send
pragma solidity ^0.4.15;
contract Sale {
    address best; uint top; mapping(address => uint) back;
    function bid() payable {
        require(msg.value > top);
        if (best != 0) require(best.send(top)); //!weak here
        back[best] += top; //!fixed
        best = msg.sender; top = msg.value;
    }
    function takeBack() { uint v = back[msg.sender]; back[msg.sender] = 0; msg.sender.transfer(v); }
}
//=== king-transfer
pragma solidity ^0.8.0;
contract Throne {
    address payable ruler; uint256 price; mapping(address => uint256) credit;
    function climb() external payable {
        require(msg.value > price, "low");
        ruler.transfer(msg.value); //!weak here
        credit[ruler] += msg.value; //!fixed
        ruler = payable(msg.sender); price = msg.value;
    }
    function pull() external { uint256 c = credit[msg.sender]; credit[msg.sender] = 0; payable(msg.sender).transfer(c); }
}
//=== refund-all
pragma solidity ^0.4.22;
contract Crowd {
    address[] backers; mapping(address => uint) sum;
    function back() public payable { backers.push(msg.sender); sum[msg.sender] += msg.value; }
    function refund() public {
        for (uint i = 0; i < backers.length; i++) { //!weak here
            backers[i].transfer(sum[backers[i]]); //!weak here
        } //!weak
        uint s = sum[msg.sender]; sum[msg.sender] = 0; msg.sender.transfer(s); //!fixed
    }
}
//=== growing-loop
pragma solidity ^0.5.0;
contract List {
    uint[] nums; uint public sum;
    function add(uint n) external { nums.push(n); sum = 0; }
    function tally(uint from, uint to) external { //!fixed
        require(to - from < 50 && to <= nums.length); //!fixed
        uint s; //!fixed
        for (uint i = from; i < to; i++) s ^= nums[i]; //!fixed
        sum = s; //!fixed
    } //!fixed
    function tally() external { //!weak
        uint s; //!weak
        for (uint i = 0; i < nums.length; i++) s ^= nums[i]; //!weak here
        sum = s; //!weak
    } //!weak
}
//=== while-clear
pragma solidity ^0.4.24;
contract Queue {
    struct Job { address who; uint v; }
    Job[] jobs; mapping(address => uint) owed;
    function enqueue() public payable { jobs.push(Job(msg.sender, msg.value)); }
    function flush() public {
        uint k = 0;
        while (k < jobs.length) { //!weak here
        while (k < jobs.length && k < 20) { //!fixed
            owed[jobs[k].who] = jobs[k].v; k++;
        }
    }
}
//=== delete-array
pragma solidity ^0.4.18;
contract Members {
    address[] all;
    function insert(uint count) public { for (uint i = 0; i < count; i++) all.push(msg.sender); }
    function reset() public {
        require(all.length > 1500);
        all = new address[](0); //!weak here
        all[0] = msg.sender; //!fixed
    }
}
//=== call-required
pragma solidity ^0.7.0;
contract Payroll {
    address payable[] staff; mapping(address => uint) due;
    function sign() external { staff.push(msg.sender); }
    function pay() external payable {
        for (uint i = 0; i < 10; i++) { //!weak
            (bool ok, ) = staff[i].call{value: msg.value / 10}(""); //!weak here
            require(ok); //!weak
        } //!weak
        for (uint i = 0; i < 10; i++) due[staff[i]] = msg.value / 10; //!fixed
    }
}
//=== balance-equal
pragma solidity ^0.5.0;
contract Game {
    address last; bool over;
    uint deposited;
    function play() external payable {
        require(msg.value == 1 ether && !over);
        deposited += 1; //!fixed
        if (address(this).balance == 10 ether) { //!weak here
        if (deposited == 10) { //!fixed
            over = true;
        }
        last = msg.sender;
    }
    function claim() external { require(over && msg.sender == last); over = false; msg.sender.transfer(1 ether); }
}
